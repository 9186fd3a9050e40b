package safecity.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import safecity.calendar.WorkingDays;

/**
 * 合并邮件: keeps a person from being flooded by notices of single kinds, as when a list of a thousand items becomes overdue. Nobody gets more than a few
 * mails of their own in a window of time; what is more is gathered into one letter that lists the items, and what comes after that letter waits
 * until the window has passed. A letter is committed before it is sent, so that a repeat holds the same notices under the same Message-ID.
 */
@Component
class Bundles {

    private static final Logger log = LoggerFactory.getLogger(Bundles.class);

    static final String KIND = "bundle";

    /** Notices on alias {@code n} that may go into a letter: due mails about items. */
    private static final String DUE =
            "n.state = 'PENDING' and n.next_try_at <= :now and n.recipient is not null and n.item_id is not null";

    private static final String RECENT_BUNDLE = """
            select 1 from safecity.notice b
             where b.recipient = n.recipient and b.kind = 'bundle' and b.created_at > :since and b.created_at <= :now""";

    private static final String RECENT_MAILS = """
            select count(*) from safecity.notice s
             where s.recipient = n.recipient and s.item_id is not null and s.sent_at > :since and s.sent_at <= :now""";

    /** Condition on alias {@code n}: the notice may go out in a mail of its own. Parameters from {@link #limits}. */
    static final String MAY_GO_ALONE =
            "(n.item_id is null or (%s) < :most and not exists (%s))".formatted(RECENT_MAILS, RECENT_BUNDLE);

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Kinds kinds;
    private final Outbox outbox;
    private final Clock clock;
    private final int most;
    private final Duration window;
    private final int longest;

    Bundles(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Kinds kinds,
            Outbox outbox,
            Clock clock,
            @Value("${safecity.notice-singles:5}") int most,
            @Value("${safecity.notice-window:PT10M}") Duration window,
            @Value("${safecity.notice-lines:200}") int longest) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.kinds = kinds;
        this.outbox = outbox;
        this.clock = clock;
        this.most = most;
        this.window = window;
        this.longest = longest;
    }

    private record Gathered(long id, String kind, String address, LetterSection.Line line) {}

    /** Returns the parameters of {@link #MAY_GO_ALONE}. */
    Map<String, Object> limits(Instant now) {
        return Map.of("now", at(now), "since", at(now.minus(window)), "most", most);
    }

    /** Gathers what would be too many mails to one person, and lets wait what comes too soon after such a letter. */
    void gather() {
        Instant now = clock.instant();
        transaction.executeWithoutResult(status -> holdBack(now));
        for (String recipient : flooded(now)) {
            transaction.executeWithoutResult(status -> gather(recipient, now));
        }
    }

    private void holdBack(Instant now) {
        jdbc.sql("""
                with early as (
                    select n.id, (select max(b.created_at) from safecity.notice b
                                   where b.recipient = n.recipient and b.kind = 'bundle' and b.created_at <= :now) as last
                      from safecity.notice n
                     where %s and exists (%s)
                       for update of n skip locked)
                update safecity.notice n
                   set next_try_at = early.last + cast(:window as interval)
                  from early
                 where n.id = early.id""".formatted(DUE, RECENT_BUNDLE))
                .params(parameters(now))
                .param("window", window.toString())
                .update();
    }

    private List<String> flooded(Instant now) {
        return jdbc.sql("""
                select n.recipient
                  from safecity.notice n
                 where %s and not exists (%s)
                 group by n.recipient
                having count(*) + (%s) > :most
                 order by n.recipient""".formatted(DUE, RECENT_BUNDLE, RECENT_MAILS))
                .params(limits(now))
                .query(String.class)
                .list();
    }

    /** One node gathers for a person at a time; who comes second finds the first one's letters and leaves it. */
    private void gather(String recipient, Instant now) {
        boolean mine = jdbc.sql("select login from safecity.account where login = :login for no key update skip locked")
                .param("login", recipient)
                .query(String.class)
                .optional()
                .isPresent();
        if (!mine) {
            return;
        }
        Map<String, List<Gathered>> byAddress = jdbc
                .sql("""
                select n.id, n.kind, n.address, i.number, i.title, u.short_name, i.approved_deadline
                  from safecity.notice n
                  join safecity.item i on i.id = n.item_id
                  join safecity.unit u on u.code = i.lead_unit
                 where %s and n.recipient = :recipient and not exists (%s)
                 order by n.kind, i.number, n.id
                   for update of n skip locked""".formatted(DUE, RECENT_BUNDLE))
                .params(parameters(now))
                .param("recipient", recipient)
                .query((row, index) -> new Gathered(
                        row.getLong("id"),
                        row.getString("kind"),
                        row.getString("address"),
                        new LetterSection.Line(
                                row.getLong("id"),
                                row.getString("number"),
                                row.getString("title"),
                                row.getString("short_name"),
                                row.getObject("approved_deadline", LocalDate.class))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Gathered::address, TreeMap::new, Collectors.toList()));
        byAddress.forEach((address, notices) -> bundle(recipient, address, notices, now));
    }

    private void bundle(String recipient, String address, List<Gathered> notices, Instant now) {
        int parts = (notices.size() + longest - 1) / longest;
        for (int part = 0; part < parts; part++) {
            List<Gathered> own = notices.subList(part * longest, Math.min(notices.size(), (part + 1) * longest));
            List<Long> ids = own.stream().map(Gathered::id).toList();
            outbox.carry(
                    KIND,
                    LocalDate.ofInstant(now, WorkingDays.ZONE),
                    ids.get(0).toString(),
                    recipient,
                    address,
                    Map.of("sections", sections(own), "total", own.size(), "part", part + 1, "parts", parts),
                    ids);
        }
        log.info("Gathered {} notices to {} into {} letters", notices.size(), recipient, parts);
    }

    private List<LetterSection> sections(List<Gathered> notices) {
        Map<String, List<LetterSection.Line>> byKind = notices.stream()
                .collect(
                        Collectors.groupingBy(Gathered::kind, Collectors.mapping(Gathered::line, Collectors.toList())));
        List<LetterSection> sections = new ArrayList<>();
        byKind.forEach((kind, lines) ->
                sections.add(LetterSection.of(kind, kinds.of(kind).label(), lines, longest)));
        sections.sort((one, other) -> other.total() - one.total());
        return sections;
    }

    private Map<String, Object> parameters(Instant now) {
        return Map.of("now", at(now), "since", at(now.minus(window)));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
