package safecity.notice;

import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import safecity.identity.Person;
import safecity.item.Items;

/** 我的提醒: what a person was told of items and has not opened yet. */
@Repository
public class UnreadNotices {

    private final JdbcClient jdbc;
    private final Kinds kinds;

    UnreadNotices(JdbcClient jdbc, Kinds kinds) {
        this.jdbc = jdbc;
        this.kinds = kinds;
    }

    /**
     * One notice.
     *
     * @param kind  Chinese name of its kind
     * @param title of the item
     * @param at    when it was written
     */
    public record Unread(long id, String number, String kind, String title, Instant at) {}

    /**
     * The latest of them.
     *
     * @param total how many there are in all
     */
    public record Latest(List<Unread> rows, int total) {}

    /** Returns the latest unread notices about items that are open and that the person may see; what was overtaken before it went out does not count. */
    public Latest of(Person person, int most) {
        String from = """
                  from safecity.notice n
                  join safecity.item i on i.id = n.item_id
                 where n.recipient = :viewerLogin and n.read_at is null and n.state <> 'LAPSED' and i.status <> 'CLOSED' and
                """ + Items.VISIBLE;
        List<Unread> rows = jdbc.sql("select n.id, i.number, n.kind, i.title, n.created_at" + "\n" + from
                        + " order by n.id desc limit :most")
                .params(Items.visibilityOf(person))
                .param("most", most)
                .query((row, index) -> new Unread(
                        row.getLong("id"),
                        row.getString("number"),
                        kinds.of(row.getString("kind")).label(),
                        row.getString("title"),
                        row.getTimestamp("created_at").toInstant()))
                .list();
        int total = jdbc.sql("select count(*)\n" + from)
                .params(Items.visibilityOf(person))
                .query(Integer.class)
                .single();
        return new Latest(rows, total);
    }
}
