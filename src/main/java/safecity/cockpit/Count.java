package safecity.cockpit;

import java.util.Locale;

/** How numbers are written: thousands separated by commas. Templates write them with {@code #numbers.formatInteger(n, 1, 'COMMA')}, which is the same. */
public final class Count {

    private static final int ALL = 1000;

    private Count() {}

    /** Writes a number, such as 1,024. */
    public static String of(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Writes a share with what it was counted from, such as 88.1%(200/227); 100.0% only if it is all, 0.0% only if it is none; — of nothing. */
    public static String share(int part, int whole) {
        if (whole == 0) {
            return "—";
        }
        long rounded = Math.round((double) ALL * part / whole);
        long tenths = part == 0 || part == whole ? rounded : Math.min(Math.max(rounded, 1), ALL - 1);
        return String.format(Locale.ROOT, "%d.%d%%(%s/%s)", tenths / 10, tenths % 10, of(part), of(whole));
    }
}
