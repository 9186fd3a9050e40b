package safecity.document;

import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeCollection;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The Chinese fonts that PDFs are set in, one for each of 仿宋, 宋, 黑 and 楷, and one for Western letters: the office's own where they lie in its folder, else what the system has. They
 * must have TrueType outlines; the CFF outlines of Noto CJK cannot be embedded.
 */
@Component
class PdfFonts {

    private static final int DEEPEST = 6;

    private static final String WESTERN = "west";

    /** What may stand in for another. */
    private static final List<String> CHINESE = List.of("fang", "song", "hei", "kai");

    /** File names for each kind, in lower case, the best first. */
    private static final Map<String, List<String>> FILES = new LinkedHashMap<>();

    static {
        FILES.put("fang", List.of("仿宋_gb2312.ttf", "simfang_gb2312.ttf", "simfang.ttf", "stfangso.ttf", "uming.ttc"));
        FILES.put(
                "song", List.of("方正小标宋简体.ttf", "fzxbsjw.ttf", "fzxbsk.ttf", "stzhongs.ttf", "simsun.ttc", "uming.ttc"));
        FILES.put("hei", List.of("simhei.ttf", "stheiti.ttf", "wqy-microhei.ttc", "wqy-zenhei.ttc"));
        FILES.put(WESTERN, List.of("times.ttf", "liberationserif-regular.ttf"));
        FILES.put("kai", List.of("楷体_gb2312.ttf", "simkai.ttf", "stkaiti.ttf", "ukai.ttc"));
    }

    private static final List<Path> PLACES =
            List.of(Path.of("/usr/share/fonts"), Path.of("/usr/local/share/fonts"), Path.of("C:\\Windows\\Fonts"));

    private final Map<Path, TrueTypeFont> faces = new HashMap<>();
    private final List<Path> places;
    private final String wish;
    private Map<String, Path> known = Map.of();

    /**
     * Looks for fonts when the first are asked for, and again while none are there.
     *
     * @param substitute file to use where there is no better one; empty for none
     * @param folder     looked into first
     */
    @Autowired
    PdfFonts(@Value("${safecity.pdf-font}") String substitute, @Value("${safecity.pdf-font-folder}") String folder) {
        this(
                substitute,
                Stream.concat(Stream.of(Path.of(folder)), PLACES.stream()).toList());
    }

    PdfFonts(String substitute, List<Path> places) {
        this.wish = substitute.strip();
        this.places = places;
    }

    /** Returns the file for each kind; empty if there is no Chinese font. */
    private synchronized Map<String, Path> fonts() {
        if (known.isEmpty()) {
            known = found();
        }
        return known;
    }

    private Map<String, Path> found() {
        Map<String, Path> there = new HashMap<>();
        places.forEach(place -> files(place).forEach(file -> there.putIfAbsent(name(file), file)));
        Map<String, Path> fonts = new LinkedHashMap<>();
        FILES.forEach((kind, names) -> names.stream()
                .map(there::get)
                .filter(Objects::nonNull)
                .findFirst()
                .ifPresent(file -> fonts.put(kind, file)));
        Optional<Path> substitute = wish.isEmpty()
                ? CHINESE.stream().map(fonts::get).filter(Objects::nonNull).findFirst()
                : Optional.of(Path.of(wish));
        substitute.ifPresent(file -> FILES.keySet().forEach(kind -> fonts.putIfAbsent(kind, file)));
        return substitute.isEmpty() ? Map.of() : fonts;
    }

    private static List<Path> files(Path place) {
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(place, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(file -> name(file).matches(".*\\.tt[fc]"))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException unreadable) {
            return List.of();
        }
    }

    private static String name(Path file) {
        return file.getFileName() == null ? "" : file.getFileName().toString().toLowerCase(Locale.ROOT);
    }

    /** Returns why no PDF can be made, with the remedy; empty if one can. */
    Optional<String> obstacle() {
        if (!wish.isEmpty() && !Files.isRegularFile(Path.of(wish))) {
            return Optional.of("找不到配置项 safecity.pdf-font 指定的字体文件“%s”，请系统管理员改正；Word 可以照常下载".formatted(wish));
        }
        return fonts().isEmpty()
                ? Optional.of(
                        "服务器上没有可用的中文字体，生成不了 PDF。请系统管理员安装（Debian：apt-get install fonts-arphic-uming fonts-wqy-microhei fonts-liberation），"
                                + "或把仿宋、小标宋等 .ttf 文件放进 config/fonts；Word 可以照常下载")
                : Optional.empty();
    }

    /** Makes the fonts known to a writer under the names {@code letter-fang} and so on; one caller at a time. */
    void register(PdfRendererBuilder builder, PDDocument pdf) {
        Map<Path, PDFontSupplier> suppliers = new HashMap<>();
        fonts().forEach((kind, file) ->
                builder.useFont(suppliers.computeIfAbsent(file, each -> supplier(each, pdf)), "letter-" + kind));
    }

    private PDFontSupplier supplier(Path file, PDDocument pdf) {
        try {
            return new PDFontSupplier(PDType0Font.load(pdf, faces.computeIfAbsent(file, PdfFonts::face), true));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Font %s cannot be used".formatted(file), unreadable);
        }
    }

    /** Returns a file's font, of a collection the first; it stays open, for every PDF needs it. */
    private static TrueTypeFont face(Path file) {
        try {
            if (name(file).endsWith(".ttf")) {
                return new TTFParser().parse(new RandomAccessReadBufferedFile(file));
            }
            List<TrueTypeFont> faces = new ArrayList<>();
            new TrueTypeCollection(file.toFile()).processAllFonts(faces::add);
            return faces.get(0);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Font %s cannot be read".formatted(file), unreadable);
        }
    }
}
