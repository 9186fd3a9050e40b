package safecity.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;

/** A row of {@link DocumentRegister#SELECT}. */
final class DocumentRow {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<LinkedHashMap<String, String>> PARTICULARS = new TypeReference<>() {};

    private DocumentRow() {}

    static RowMapper<Document> reader(DocumentKinds kinds) {
        return (row, index) -> read(row, kinds.of(row.getString("kind")));
    }

    private static Document read(ResultSet row, DocumentKind kind) throws SQLException {
        @Nullable String instance = row.getString("instance");
        @Nullable String number = row.getString("number");
        @Nullable String draftedBy = row.getString("drafted_by");
        @Nullable String decidedBy = row.getString("decided_by");
        @Nullable String recipient = row.getString("recipient");
        @Nullable String text = row.getString("text");
        @Nullable String file = row.getString("file");
        return new Document(
                row.getLong("id"),
                row.getLong("item_id"),
                row.getString("item_number"),
                kind,
                recipient,
                row.getString("recipient_name"),
                row.getString("occasion"),
                DocumentState.valueOf(row.getString("status")),
                instance,
                number,
                row.getString("demand"),
                particulars(row.getString("particulars")),
                text,
                file,
                row.getObject("reply_by", LocalDate.class),
                row.getString("reason"),
                row.getTimestamp("drafted_at").toInstant(),
                draftedBy,
                row.getString("drafter"),
                decidedBy,
                row.getString("decider"),
                instant(row, "decided_at"),
                instant(row, "issued_at"),
                serving(row, kind, recipient),
                delivery(row),
                row.getString("signed_by"),
                instant(row, "signed_at"),
                row.getString("received_by"),
                row.getObject("received_on", LocalDate.class),
                row.getString("ended_by"),
                instant(row, "ended_at"));
    }

    private static Serving serving(ResultSet row, DocumentKind kind, @Nullable String recipient) throws SQLException {
        @Nullable String chosen = row.getString("serving");
        if (chosen != null) {
            return Serving.valueOf(chosen);
        }
        return recipient == null && !kind.published() ? Serving.WRITTEN : kind.serving();
    }

    private static @Nullable Delivery delivery(ResultSet row) throws SQLException {
        @Nullable Instant at = instant(row, "served_at");
        return at == null
                ? null
                : new Delivery(
                        row.getString("served_how"),
                        Objects.requireNonNull(row.getObject("served_on", LocalDate.class)),
                        Objects.requireNonNullElse(row.getString("server"), ""),
                        row.getString("service_note"),
                        row.getString("served_by"),
                        at);
    }

    static String write(Map<String, String> particulars) {
        try {
            return JSON.writeValueAsString(particulars);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, String> particulars(String json) {
        try {
            return JSON.readValue(json, PARTICULARS);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("Particulars of a document cannot be read", broken);
        }
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        @Nullable Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }
}
