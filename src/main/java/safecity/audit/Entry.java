package safecity.audit;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * An entry of the chain.
 *
 * <p>Its hash is the SHA-256, in lower-case hex, of its canonical text in UTF-8. The canonical text is the concatenation of fifteen fields, each as
 * {@code <length>:<text>,} where the length is the decimal number of the text's bytes in UTF-8 (a "netstring"), so that no content can be taken for
 * another one. The fields, in order: previous hash (empty for the first entry); seq; at, in UTC with exactly six decimals, as {@code
 * 2026-11-23T01:02:03.456789Z}; node; login; name; roles; unit; address; act; object; outcome ({@code SUCCEEDED}, {@code DENIED} or {@code FAILED});
 * details; request id; and the constant {@code safecity-audit-1}, which names this format. Texts are taken as they are stored.
 *
 * @param seq          1 for the first; without gaps
 * @param previousHash hash of the entry before; empty for the first
 * @param hash         as stored; {@link #computedHash} is what it has to be
 */
record Entry(long seq, Draft draft, String previousHash, String hash) {

    static final String COLUMNS = """
            e.seq, e.at, e.node, e.login, e.name, e.roles, e.unit, e.address, e.act, e.object, e.outcome, e.details, e.request_id,
            e.previous_hash, e.hash
            """;

    private static final String FORMAT = "safecity-audit-1";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /** Returns the entry that a draft becomes behind another one. */
    static Entry sealed(Draft draft, long seq, String previousHash) {
        Entry unsealed = new Entry(seq, draft, previousHash, "");
        return new Entry(seq, draft, previousHash, unsealed.computedHash());
    }

    static Entry read(ResultSet row, int index) throws SQLException {
        Draft draft = new Draft(
                row.getTimestamp("at").toInstant(),
                row.getString("node"),
                row.getString("login"),
                row.getString("name"),
                row.getString("roles"),
                row.getString("unit"),
                row.getString("address"),
                row.getString("act"),
                row.getString("object"),
                Outcome.valueOf(row.getString("outcome")),
                row.getString("details"),
                row.getString("request_id"));
        return new Entry(row.getLong("seq"), draft, row.getString("previous_hash"), row.getString("hash"));
    }

    /** Returns the hash that follows from the content. */
    String computedHash() {
        StringBuilder canonical = new StringBuilder();
        for (String field : List.of(
                previousHash,
                Long.toString(seq),
                TIME.format(draft.at()),
                draft.node(),
                draft.login(),
                draft.name(),
                draft.roles(),
                draft.unit(),
                draft.address(),
                draft.act(),
                draft.object(),
                draft.outcome().name(),
                draft.details(),
                draft.requestId(),
                FORMAT)) {
            int length = field.getBytes(StandardCharsets.UTF_8).length;
            canonical.append(length).append(':').append(field).append(',');
        }
        return DigestUtils.sha256Hex(canonical.toString());
    }
}
