package safecity.document;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import safecity.document.DocumentKind.ByHand;
import safecity.document.DocumentKind.Lapse;
import safecity.engine.Refused;
import safecity.reference.ReferenceFile;
import safecity.reference.ReferenceRow;
import safecity.unit.Units;

/** The kinds of documents in {@code config/documents/kinds.csv}, each with its Word template; what is wrong with either stops the start. */
@Component
public class DocumentKinds {

    private static final List<String> SIGNERS = List.of(Units.OFFICE, Units.LEADING_GROUP);

    private final Map<String, DocumentKind> kinds = new LinkedHashMap<>();
    private final Map<String, WordTemplate> templates = new LinkedHashMap<>();

    DocumentKinds() {
        this(
                ReferenceFile.read(
                        "documents/kinds.csv",
                        "kind",
                        "label",
                        "number_pattern",
                        "signer",
                        "reply_days",
                        "again_days",
                        "lapses",
                        "serving",
                        "by_hand",
                        "template",
                        "note"),
                TemplateFolder.STANDARD);
    }

    DocumentKinds(ReferenceFile file, TemplateFolder folder) {
        for (ReferenceRow row : file.rows()) {
            DocumentKind kind = kind(row);
            if (kinds.put(kind.code(), kind) != null) {
                throw row.wrong("“%s”重复，请只留一行".formatted(kind.code()));
            }
            if (kinds.values().stream()
                            .filter(other -> other.pattern().equals(kind.pattern()))
                            .count()
                    > 1) {
                throw row.wrong("字号“%s”与另一种文书相同，两种文书会重号，请改成不同的字号".formatted(kind.pattern()));
            }
            templates.put(kind.code(), WordTemplate.of(row, folder));
        }
    }

    private static DocumentKind kind(ReferenceRow row) {
        String code = row.required("kind");
        if (!code.matches("[a-z][a-z0-9-]{0,40}")) {
            throw row.wrong("“kind”应为小写英文词，用连字符连接，实为“%s”".formatted(code));
        }
        String pattern = row.required("number_pattern");
        if (!pattern.contains("{year}") || !pattern.contains("{n}")) {
            throw row.wrong("字号“%s”里要有 {year}（年份）和 {n}（流水号）".formatted(pattern));
        }
        int replyDays = days(row, "reply_days");
        return new DocumentKind(
                code,
                row.required("label"),
                pattern,
                row.oneOf("signer", SIGNERS),
                replyDays,
                replyDays == 0 ? 0 : againDays(row),
                one(row, "lapses", Lapse.class),
                serving(row, replyDays),
                one(row, "by_hand", ByHand.class),
                row.text("note"));
    }

    private static Serving serving(ReferenceRow row, int replyDays) {
        Serving serving = one(row, "serving", Serving.class);
        if (serving == Serving.PUBLICATION && replyDays > 0) {
            throw row.wrong("以公告送达的文书没有主送单位，不能要求回复，请把 reply_days 留空");
        }
        return serving;
    }

    private static <E extends Enum<E>> E one(ReferenceRow row, String column, Class<E> type) {
        List<String> words = Arrays.stream(type.getEnumConstants())
                .map(each -> each.name().toLowerCase(Locale.ROOT))
                .toList();
        return Enum.valueOf(type, row.oneOf(column, words).toUpperCase(Locale.ROOT));
    }

    private static int againDays(ReferenceRow row) {
        int days = days(row, "again_days");
        if (days == 0) {
            throw row.wrong("要求回复的文书，“again_days”（退回重报的工作日数）不能为空");
        }
        return days;
    }

    /** Returns the days of a column; 0 if it is empty. */
    private static int days(ReferenceRow row, String column) {
        if (row.text(column).isEmpty()) {
            return 0;
        }
        int days = row.number(column);
        if (days < 1) {
            throw row.wrong("“%s”至少为 1 个工作日，实为 %d".formatted(column, days));
        }
        return days;
    }

    /** Returns all kinds, in the order of the file. */
    public Collection<DocumentKind> all() {
        return kinds.values();
    }

    /**
     * Returns a kind.
     *
     * @throws Refused if the file has none of that code
     */
    public DocumentKind of(String code) {
        @Nullable DocumentKind kind = kinds.get(code);
        if (kind == null) {
            throw new Refused("没有文书种类“%s”，请管理员在 config/documents/kinds.csv 补上".formatted(code));
        }
        return kind;
    }

    /** Returns the Word template of a kind. */
    WordTemplate template(DocumentKind kind) {
        return Objects.requireNonNull(templates.get(kind.code()));
    }
}
