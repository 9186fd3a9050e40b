package safecity.document;

import java.util.List;
import java.util.Map;

/** Which typefaces stand in for one that a document names and a reader's machine lacks: Chinese documents know four of them. */
final class Typeface {

    /** Names by which the PDF writer knows what it falls back on, by the letters that a typeface's name contains. */
    private static final Map<String, String> KINDS = Map.of("仿宋", "fang", "楷", "kai", "黑", "hei", "宋", "song");

    private static final Map<String, String> STACKS = Map.of(
            "fang", "FangSong,STFangsong,'Noto Serif CJK SC'",
            "kai", "KaiTi,STKaiti,'Noto Serif CJK SC'",
            "hei", "SimHei,STHeiti,'Noto Sans CJK SC'",
            "song", "STZhongsong,SimSun,'Noto Serif CJK SC'");

    private Typeface() {}

    /** Returns a list of families for CSS: the Western one for letters and digits, the Chinese one, those that resemble it, the generic one. */
    static String stack(String western, String chinese) {
        String kind = kind(chinese);
        String west = western.isEmpty() || western.equals(chinese) ? "" : quoted(western) + ",letter-west,";
        return "%s%s,%s,letter-%s,serif".formatted(west, quoted(chinese), STACKS.get(kind), kind);
    }

    private static String kind(String name) {
        return List.of("仿宋", "楷", "黑", "宋").stream()
                .filter(name::contains)
                .findFirst()
                .map(word -> String.valueOf(KINDS.get(word)))
                .orElse("fang");
    }

    private static String quoted(String name) {
        return "'" + name.replaceAll("[^\\p{L}\\p{N} _-]", "") + "'";
    }
}
