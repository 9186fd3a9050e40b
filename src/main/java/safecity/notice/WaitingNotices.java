package safecity.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The ordinary notices that wait for the morning's digest. */
@Repository
class WaitingNotices {

    private final JdbcClient jdbc;
    private final Kinds kinds;

    WaitingNotices(JdbcClient jdbc, Kinds kinds) {
        this.jdbc = jdbc;
        this.kinds = kinds;
    }

    /**
     * What waits for one person.
     *
     * @param address where the person reads mail today
     * @param notices ids of all
     * @param byKind  lines of all
     */
    record Pile(String address, List<Long> notices, Map<String, List<LetterSection.Line>> byKind) {}

    /** Takes back the digests of earlier mornings that have not gone out: what they carry waits for the new ones. */
    void takeBack(LocalDate today) {
        jdbc.sql("""
                with stale as (
                    update safecity.notice
                       set state = 'LAPSED'
                     where kind = 'digest' and state = 'PENDING' and day < :today
                    returning id)
                update safecity.notice n
                   set state = 'WAITING', carrier = null
                  from stale
                 where n.carrier = stale.id""").param("today", today).update();
    }

    /** Lays aside what was overtaken while it waited, see {@code lapses} in {@code kinds.csv}; the list of notices keeps it. */
    void lapse(Instant now) {
        jdbc.sql("""
                update safecity.notice n
                   set state = 'LAPSED'
                  from safecity.item i
                 where i.id = n.item_id and n.state = 'WAITING' and n.created_at <= :now
                   and (   n.kind = any(:byDeadline)
                           and (i.status = 'CLOSED' or i.paused_on is not null or i.approved_deadline <> n.deadline)
                        or n.kind = any(:byTask)
                           and not exists (select 1 from safecity.open_task t
                                            where t.business_key = i.number and t.created_at <= n.created_at)
                        or n.kind = any(:byClaim)
                           and not exists (select 1 from safecity.open_task t
                                            where t.business_key = i.number and t.created_at <= n.created_at and t.assignee is null))""")
                .param("byDeadline", kinds.lapsingBy(Kinds.Lapse.DEADLINE))
                .param("byTask", kinds.lapsingBy(Kinds.Lapse.TASK))
                .param("byClaim", kinds.lapsingBy(Kinds.Lapse.CLAIM))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Returns, and locks until the transaction ends, what waits for people who can be written to, by login. */
    Map<String, Pile> byRecipient(Instant now) {
        Map<String, Pile> piles = new TreeMap<>();
        jdbc.sql("""
                select n.id, n.recipient, a.email, n.kind, n.subject, i.number, u.short_name, i.approved_deadline
                  from safecity.notice n
                  join safecity.account a on a.login = n.recipient
                  join safecity.item i on i.id = n.item_id
                  join safecity.unit u on u.code = i.lead_unit
                 where n.state = 'WAITING' and n.created_at <= :now and a.enabled and a.email is not null
                 order by n.recipient, i.approved_deadline, i.number, n.id
                   for update of n""").param("now", now.atOffset(ZoneOffset.UTC)).query(row -> {
            String address = row.getString("email");
            Pile pile = piles.computeIfAbsent(
                    row.getString("recipient"), login -> new Pile(address, new ArrayList<>(), new TreeMap<>()));
            String number = row.getString("number");
            pile.notices().add(row.getLong("id"));
            pile.byKind()
                    .computeIfAbsent(row.getString("kind"), kind -> new ArrayList<>())
                    .add(new LetterSection.Line(
                            row.getLong("id"),
                            number,
                            row.getString("subject").replaceFirst(" *" + number + " *", ""),
                            row.getString("short_name"),
                            row.getObject("approved_deadline", LocalDate.class)));
        });
        return piles;
    }

    /** Returns the parts of a digest that name what waits, in the order of the table of kinds. */
    List<LetterSection> sections(Pile pile) {
        List<String> order = kinds.all().stream().map(Kinds.Kind::name).toList();
        return pile.byKind().entrySet().stream()
                .sorted(Comparator.comparingInt(kind -> order.indexOf(kind.getKey())))
                .map(kind -> LetterSection.of(
                        kind.getKey(), kinds.of(kind.getKey()).label(), kind.getValue(), DigestTasks.LINES))
                .toList();
    }
}
