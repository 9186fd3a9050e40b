package safecity.notice;

import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import safecity.identity.People;
import safecity.identity.Person;

/**
 * 发件箱: takes notices in the transaction of what they tell; if that is rolled back, so are they. The same recipient never gets the same notice
 * about the same item for the same day twice, whoever posts it however often. Only notices of single kinds get a mail of their own; ordinary ones wait
 * for the recipient's next {@link Digest}. Kinds are in {@link Kinds}.
 */
@Component
public class Outbox {

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    private final JdbcClient jdbc;
    private final People people;
    private final Letters letters;
    private final Kinds kinds;
    private final QuietHours quietHours;
    private final RobotOutbox robots;
    private final Clock clock;
    private final String baseUrl;

    Outbox(
            JdbcClient jdbc,
            People people,
            Letters letters,
            Kinds kinds,
            QuietHours quietHours,
            RobotOutbox robots,
            Clock clock,
            @Value("${safecity.base-url:http://localhost:8080}") String baseUrl) {
        this.jdbc = jdbc;
        this.people = people;
        this.letters = letters;
        this.kinds = kinds;
        this.quietHours = quietHours;
        this.robots = robots;
        this.clock = clock;
        this.baseUrl = baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl;
    }

    /**
     * Posts a notice about an item to everybody who can be reached in a unit. Besides {@code model}, the templates may name {@code number}, {@code
     * title}, {@code unit} (short name of the responsible unit), {@code deadline} (as it stands), {@code original} (as first set), {@code provisional},
     * {@code paused} and {@code link}.
     *
     * @param kind name of the templates in {@code config/notices/}, such as {@code due-soon}
     * @param day  the day that the notice is about; it tells two notices of one kind apart
     * @return how many people are told for the first time; 0 if all were told before or nobody in the unit has an address
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int tellUnit(String unitCode, long itemId, String kind, LocalDate day, Map<String, Object> model) {
        return tellUnit(unitCode, itemId, kind, day, "", model);
    }

    /**
     * Posts a notice about one of several things of an item, such as one of its documents; see {@link #tellUnit(String, long, String, LocalDate, Map)}.
     *
     * @param about which of them; it too tells two notices of one kind apart
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int tellUnit(
            String unitCode, long itemId, String kind, LocalDate day, String about, Map<String, Object> model) {
        List<Person> recipients = people.reachableIn(unitCode);
        if (recipients.isEmpty()) {
            log.warn("Nobody in {} has an address, so nobody is told {} about item {}", unitCode, kind, itemId);
        }
        return tell(recipients, itemId, kind, day, about, model);
    }

    /**
     * Posts a notice about an item to some people, and to the robots that take its kind; see {@link #tellUnit(String, long, String, LocalDate, Map)}.
     *
     * @return how many people are told for the first time
     * @throws IllegalArgumentException if one of them has no address
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int tell(List<Person> recipients, long itemId, String kind, LocalDate day, Map<String, Object> model) {
        return tell(recipients, itemId, kind, day, "", model);
    }

    private int tell(
            List<Person> recipients, long itemId, String kind, LocalDate day, String about, Map<String, Object> model) {
        robots.tell(itemId, kind, day, about, baseUrl);
        int told = 0;
        for (Person recipient : recipients) {
            told += put(itemId, kind, day, about, recipient.login(), addressOf(recipient), factsOf(itemId, model))
                            == null
                    ? 0
                    : 1;
        }
        return told;
    }

    /**
     * Posts a notice about an item to one person; see {@link #tellUnit(String, long, String, LocalDate, Map)}.
     *
     * @return false if the same notice was posted before
     * @throws IllegalArgumentException if the person has no address
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean post(long itemId, String kind, LocalDate day, Person recipient, Map<String, Object> model) {
        return tell(List.of(recipient), itemId, kind, day, "", model) == 1;
    }

    /** Returns how many notices of a kind about a day were posted to a person. */
    public int postedTo(Person recipient, String kind, LocalDate day) {
        return jdbc.sql("select count(*) from safecity.notice where recipient = :login and kind = :kind and day = :day")
                .param("login", recipient.login())
                .param("kind", kind)
                .param("day", day)
                .query(Integer.class)
                .single();
    }

    /**
     * Posts a mail that carries other notices to the same person: they share its fate. Besides {@code model}, the templates may name {@code site}, which
     * every address of ours begins with, {@code notice}, the mail's id, and {@code link}, the list of items.
     *
     * @param about   tells two such mails of a day apart
     * @param carried ids of the notices, none of which has gone out
     * @return false if the same mail was posted before; then it carries what it carried
     */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean carry(
            String kind,
            LocalDate day,
            String about,
            String login,
            String address,
            Map<String, Object> model,
            List<Long> carried) {
        @Nullable Long carrier = put(null, kind, day, about, login, address, new LinkedHashMap<>(model));
        if (carrier == null) {
            return false;
        }
        jdbc.sql("update safecity.notice set state = 'CARRIED', carrier = :carrier where id = any(:ids)")
                .param("carrier", carrier)
                .param("ids", carried.toArray(Long[]::new))
                .update();
        return true;
    }

    private static String addressOf(Person recipient) {
        @Nullable String address = recipient.email();
        if (address == null) {
            throw new IllegalArgumentException("No address is known of " + recipient);
        }
        return address;
    }

    /** Links carry the notice's id, so that opening one marks the notice as read. Returns null if the same notice was posted before. */
    private @Nullable Long put(
            @Nullable Long itemId,
            String kind,
            LocalDate day,
            String about,
            String login,
            String address,
            Map<String, Object> facts) {
        long id = jdbc.sql("select nextval(pg_get_serial_sequence('safecity.notice', 'id'))")
                .query(Long.class)
                .single();
        facts.put("site", baseUrl);
        facts.put("notice", id);
        facts.put(
                "link",
                baseUrl + (itemId == null ? "/items" : "/items/%s?notice=%d".formatted(facts.get("number"), id)));
        Letter letter = letters.write(kind, facts);
        Instant now = clock.instant();
        boolean waits = itemId != null && !kinds.of(kind).single();
        Instant due = waits ? quietHours.nextDigest(now) : quietHours.earliest(kind, now);
        return jdbc.sql("""
                        insert into safecity.notice
                               (id, item_id, kind, day, about, recipient, address, deadline, subject, html, text, state, next_try_at, created_at)
                        overriding system value
                        values (:id, :item, :kind, :day, :about, :recipient, :address, :deadline, :subject, :html, :text, :state, :due, :now)
                        on conflict (item_id, kind, day, recipient, about, robot) do nothing
                        returning id""")
                .param("id", id)
                .param("item", itemId)
                .param("kind", kind)
                .param("day", day)
                .param("about", about)
                .param("recipient", login)
                .param("address", address)
                .param("deadline", itemId == null ? null : facts.get("deadline"), Types.DATE)
                .param("subject", letter.subject())
                .param("html", letter.html())
                .param("text", letter.text())
                .param("state", waits ? "WAITING" : "PENDING")
                .param("due", due.atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .optional()
                .orElse(null);
    }

    private Map<String, Object> factsOf(long itemId, Map<String, Object> model) {
        Map<String, Object> facts = new LinkedHashMap<>(model);
        jdbc.sql("""
                select i.number, i.title, i.original_deadline, i.approved_deadline, i.provisional, i.paused_on, u.short_name
                  from safecity.item i
                  join safecity.unit u on u.code = i.lead_unit
                 where i.id = :id""").param("id", itemId).query(row -> {
            facts.put("number", row.getString("number"));
            facts.put("title", row.getString("title"));
            facts.put("unit", row.getString("short_name"));
            facts.put("deadline", row.getObject("approved_deadline", LocalDate.class));
            facts.put("original", row.getObject("original_deadline", LocalDate.class));
            facts.put("provisional", row.getBoolean("provisional"));
            facts.put("paused", row.getObject("paused_on", LocalDate.class) != null);
        });
        if (!facts.containsKey("number")) {
            throw new IllegalArgumentException("No item " + itemId);
        }
        return facts;
    }
}
