package safecity.press;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The presses of each item. Every change runs in the caller's transaction, which holds the item. */
@Repository
class Presses {

    private static final String SELECT = """
            select p.id, p.day, p.unit, u.short_name as unit_name, p.step, p.words, p.told, by_whom.display_name as pressed_by, p.pressed_at,
                   signer.display_name as signed_by, p.signed_at, p.answer, p.expected_on,
                   (select nullif(other.short_name, u.short_name)
                      from safecity.press later
                      join safecity.unit other on other.code = later.unit
                     where later.item_id = p.item_id
                     order by later.id desc limit 1) as passed_on
              from safecity.press p
              join safecity.unit u on u.code = p.unit
              join safecity.account by_whom on by_whom.login = p.pressed_by
              left join safecity.account signer on signer.login = p.signed_by
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Presses(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Holds an item until the transaction ends: nobody else presses it, signs for a press of it or closes it meanwhile. */
    void hold(long itemId) {
        jdbc.sql("select id from safecity.item where id = :id for no key update")
                .param("id", itemId)
                .query(Long.class)
                .single();
    }

    /**
     * Records a press.
     *
     * @return its row; empty if the item was pressed for that day already
     */
    Optional<Long> add(long itemId, LocalDate day, String unit, String step, String words, int told, String by) {
        return jdbc.sql("""
                insert into safecity.press (item_id, day, unit, step, words, told, pressed_by, pressed_at)
                values (:item, :day, :unit, :step, :words, :told, :by, :now)
                on conflict (item_id, day) do nothing
                returning id""")
                .param("item", itemId)
                .param("day", day)
                .param("unit", unit)
                .param("step", step)
                .param("words", words)
                .param("told", told)
                .param("by", by)
                .param("now", now())
                .query(Long.class)
                .optional();
    }

    /** Returns the press that counts for a working day. */
    Optional<Press> on(long itemId, LocalDate day) {
        return jdbc.sql(SELECT + "where p.item_id = :item and p.day = :day")
                .param("item", itemId)
                .param("day", day)
                .query(Presses::press)
                .optional();
    }

    /** Returns the presses of an item, the latest first. */
    List<Press> of(long itemId) {
        return jdbc.sql(SELECT + "where p.item_id = :item order by p.id desc")
                .param("item", itemId)
                .query(Presses::press)
                .list();
    }

    /** Returns a press. */
    Press find(long id) {
        return jdbc.sql(SELECT + "where p.id = :id")
                .param("id", id)
                .query(Presses::press)
                .single();
    }

    /** Returns the presses up to this one that its unit has not signed for, the latest first. */
    List<Press> unsignedUntil(long id) {
        return jdbc.sql(SELECT + """
                where (p.item_id, p.unit) = (select last.item_id, last.unit from safecity.press last where last.id = :id)
                  and p.id <= :id and p.signed_at is null
                order by p.id desc""").param("id", id).query(Presses::press).list();
    }

    /**
     * Signs for a press and for those before it that its unit left unsigned.
     *
     * @return how many were signed; 0 if the item was pressed again since, or if somebody signed already
     */
    int sign(long id, String by, String answer, LocalDate expectedOn) {
        return jdbc.sql("""
                update safecity.press p
                   set signed_by = :by, signed_at = :now, answer = :answer, expected_on = :expectedOn
                  from safecity.press last
                 where last.id = :id
                   and p.item_id = last.item_id and p.unit = last.unit and p.signed_at is null
                   and not exists (select 1 from safecity.press later where later.item_id = last.item_id and later.id > last.id)""")
                .param("id", id)
                .param("by", by)
                .param("answer", answer)
                .param("expectedOn", expectedOn)
                .param("now", now())
                .update();
    }

    private static Press press(ResultSet row, int index) throws SQLException {
        @Nullable Timestamp signedAt = row.getTimestamp("signed_at");
        return new Press(
                row.getLong("id"),
                row.getObject("day", LocalDate.class),
                row.getString("unit"),
                row.getString("unit_name"),
                row.getString("step"),
                row.getString("words"),
                row.getInt("told"),
                row.getString("pressed_by"),
                row.getTimestamp("pressed_at").toInstant(),
                row.getString("signed_by"),
                signedAt == null ? null : signedAt.toInstant(),
                row.getString("answer"),
                row.getObject("expected_on", LocalDate.class),
                row.getString("passed_on"));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
