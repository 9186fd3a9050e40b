package safecity.problemlist;

import java.util.regex.Pattern;

/** Chinese numerals of dates: 二〇二〇年九月三十日 becomes 2020年9月30日. */
final class ChineseNumbers {

    private static final String DIGITS = "〇一二三四五六七八九";
    private static final Pattern NUMERAL = Pattern.compile("[〇零○一二三四五六七八九十]+");

    private ChineseNumbers() {}

    static String toDigits(String text) {
        return NUMERAL.matcher(text).replaceAll(found -> number(found.group()));
    }

    private static String number(String numeral) {
        String plain = numeral.replace('零', '〇').replace('○', '〇');
        int ten = plain.indexOf('十');
        if (ten < 0) {
            StringBuilder digits = new StringBuilder();
            plain.chars().forEach(c -> digits.append(DIGITS.indexOf(c)));
            return digits.toString();
        }
        String before = plain.substring(0, ten);
        String after = plain.substring(ten + 1);
        if (before.length() > 1 || after.length() > 1 || after.contains("十")) {
            return numeral;
        }
        int tens = before.isEmpty() ? 1 : DIGITS.indexOf(before);
        return String.valueOf(tens * 10 + (after.isEmpty() ? 0 : DIGITS.indexOf(after)));
    }
}
