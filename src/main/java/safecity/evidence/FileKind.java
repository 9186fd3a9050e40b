package safecity.evidence;

import java.util.List;
import java.util.Locale;

/** The kinds of file that are kept, each with the one media type it is ever served with and the file endings that fit it. */
@SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
enum FileKind {
    JPG("image/jpeg", "jpg", "jpeg", "jfif"),
    PNG("image/png", "png"),
    PDF("application/pdf", "pdf"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    DOC("application/msword", "doc", "wps"),
    XLS("application/vnd.ms-excel", "xls", "et");

    private final String mediaType;
    private final List<String> endings;

    FileKind(String mediaType, String... endings) {
        this.mediaType = mediaType;
        this.endings = List.of(endings);
    }

    String mediaType() {
        return mediaType;
    }

    /** Returns the usual ending, without a dot. */
    String ending() {
        return endings.get(0);
    }

    boolean picture() {
        return this == JPG || this == PNG;
    }

    /** Tells whether a name ends as a file of this kind should. */
    boolean fits(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return endings.stream().anyMatch(ending -> lower.endsWith("." + ending));
    }
}
