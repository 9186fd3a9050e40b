package safecity.document;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import safecity.identity.Person;
import safecity.item.Items;

/**
 * Reads the register. Who may see the item sees what was served about it, and so does the recipient; what never went out is for those alone who see
 * everything: the office, the leading group and the audit.
 */
@Repository
public class DocumentRegister {

    /** Condition on aliases {@code d} and {@code i}; parameters from {@link Items#visibilityOf}. */
    static final String READABLE = """
            (:seesEverything or d.served_at is not null and (d.recipient = :viewerUnit or %s))
            """.formatted(Items.VISIBLE);

    static final String FROM = """
              from safecity.document d
              join safecity.item i on i.id = d.item_id
              left join safecity.unit u on u.code = d.recipient
              left join safecity.account drafter on drafter.login = d.drafted_by
              left join safecity.account server on server.login = d.served_by
              left join safecity.account decider on decider.login = d.decided_by
              left join safecity.account signer on signer.login = d.signed_by
              left join safecity.account ender on ender.login = d.ended_by
            """;

    static final String SELECT = """
            select d.id, d.item_id, i.number as item_number, d.kind, d.recipient, coalesce(u.short_name, d.addressee, '社会公众') as recipient_name,
                   d.occasion, d.status, d.particulars, d.drafted_by, coalesce(drafter.display_name, '') as drafter, d.serving, d.served_how,
                   d.served_on, d.server, d.service_note, coalesce(server.display_name, '') as served_by, d.served_at,
                   coalesce(d.received_by, '') as received_by, d.received_on, d.instance, d.number, d.demand, d.text,
                   d.file, d.reply_by, d.reason, d.drafted_at, d.decided_at, d.issued_at, d.signed_at,
                   d.ended_at, d.decided_by, coalesce(decider.display_name, '') as decider, coalesce(signer.display_name, '') as signed_by,
                   coalesce(ender.display_name, '') as ended_by
            """ + FROM;

    private static final String ASKED = """
            where (:seesEverything or d.recipient = :viewerUnit and d.served_at is not null)
              and (:state = '' or d.status = :state)
              and (:kind = '' or d.kind = :kind)
              and (:list = 0 or i.list_id = :list)
            """;

    private final JdbcClient jdbc;
    private final DocumentKinds kinds;

    DocumentRegister(JdbcClient jdbc, DocumentKinds kinds) {
        this.jdbc = jdbc;
        this.kinds = kinds;
    }

    /**
     * Returns a document.
     *
     * @throws NoSuchElementException if there is none
     */
    public Document find(long id) {
        return jdbc.sql(SELECT + "where d.id = :id")
                .param("id", id)
                .query(DocumentRow.reader(kinds))
                .optional()
                .orElseThrow(() -> new NoSuchElementException("No document " + id));
    }

    /** Returns a document of an item if the person may read it. */
    public Optional<Document> findReadable(String itemNumber, long id, Person person) {
        return jdbc.sql(SELECT + "where d.id = :id and i.number = :number and " + READABLE)
                .param("id", id)
                .param("number", itemNumber)
                .params(Items.visibilityOf(person))
                .query(DocumentRow.reader(kinds))
                .optional();
    }

    /** Returns the last document of a kind about a thing of an item, or a part of it, whatever became of it; see {@link Draft#about}. */
    public Optional<Document> last(long itemId, String kind, String about) {
        return jdbc.sql(SELECT + """
                where d.item_id = :item and d.kind = :kind and (d.about = :about or starts_with(d.about, :about || ' '))
                order by d.id desc
                limit 1""")
                .param("item", itemId)
                .param("kind", kind)
                .param("about", about)
                .query(DocumentRow.reader(kinds))
                .optional();
    }

    /** Returns the documents of an item that the person may read, the latest first. */
    public List<Document> of(String itemNumber, Person person) {
        return jdbc.sql(SELECT + "where i.number = :number and " + READABLE + " order by d.id desc")
                .param("number", itemNumber)
                .params(Items.visibilityOf(person))
                .query(DocumentRow.reader(kinds))
                .list();
    }

    /** Returns the replies to a document, the first one first. */
    public List<Reply> replies(long id) {
        return jdbc.sql("""
                select r.seq, r.text, r.replied_by, replier.display_name as replier, r.replied_at, r.accepted,
                       coalesce(r.opinion, '') as opinion, coalesce(reviewer.display_name, '') as reviewer, r.reviewed_at
                  from safecity.document_reply r
                  join safecity.account replier on replier.login = r.replied_by
                  left join safecity.account reviewer on reviewer.login = r.reviewed_by
                 where r.document_id = :id
                 order by r.seq""")
                .param("id", id)
                .query((row, index) -> new Reply(
                        row.getInt("seq"),
                        row.getString("text"),
                        row.getString("replied_by"),
                        row.getString("replier"),
                        row.getTimestamp("replied_at").toInstant(),
                        row.getObject("accepted", Boolean.class),
                        row.getString("opinion"),
                        row.getString("reviewer"),
                        instant(row, "reviewed_at")))
                .list();
    }

    /** A page of the register; {@code page} is the last one if a later one was asked for. */
    public record Result(List<Document> rows, int page, int pages, int total) {}

    /** Returns how many documents a filter finds, on all its pages. */
    public int count(DocumentFilter filter, Person viewer) {
        return jdbc.sql("select count(*) from safecity.document d join safecity.item i on i.id = d.item_id " + ASKED)
                .params(parameters(filter, viewer))
                .query(Integer.class)
                .single();
    }

    private static Map<String, Object> parameters(DocumentFilter filter, Person viewer) {
        Map<String, Object> parameters = new LinkedHashMap<>(Items.visibilityOf(viewer));
        parameters.put("state", filter.state());
        parameters.put("kind", filter.kind());
        parameters.put("list", filter.list());
        return parameters;
    }

    /** Returns the page that a filter asks for, the latest document first: all that went to the person's unit, or all there is. */
    Result find(DocumentFilter filter, Person viewer) {
        Map<String, Object> parameters = parameters(filter, viewer);
        parameters.put("limit", DocumentFilter.PER_PAGE);
        int total = count(filter, viewer);
        int pages = Math.max(1, (total + DocumentFilter.PER_PAGE - 1) / DocumentFilter.PER_PAGE);
        int page = Math.min(filter.page(), pages);
        parameters.put("offset", (page - 1) * DocumentFilter.PER_PAGE);
        List<Document> rows = jdbc.sql(SELECT + ASKED + " order by d.id desc limit :limit offset :offset")
                .params(parameters)
                .query(DocumentRow.reader(kinds))
                .list();
        return new Result(rows, page, pages, total);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        @Nullable Timestamp timestamp = row.getTimestamp(column);
        return timestamp == null ? null : timestamp.toInstant();
    }
}
