package safecity.audit;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the log, the latest entry first. */
@Repository
class AuditList {

    static final int PER_PAGE = 50;

    private static final int FETCHED = 2_000;
    private static final LocalDate FIRST_DAY = LocalDate.of(1900, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9998, 12, 31);

    private final JdbcClient jdbc;
    private final Clock clock;

    AuditList(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A page.
     *
     * @param more whether there are older entries
     */
    record Page(List<Entry> entries, boolean more) {

        /** Number of the last entry shown; 0 if none is. */
        public long last() {
            return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).seq();
        }
    }

    /** Returns the page that a filter asks for. */
    Page find(AuditFilter filter) {
        List<Entry> entries = behind(filter, filter.before(), PER_PAGE + 1);
        boolean more = entries.size() > PER_PAGE;
        return new Page(more ? entries.subList(0, PER_PAGE) : entries, more);
    }

    /** Hands over the entries of a filter from its first page on, some thousand at a time, at most as many as said; returns whether these were all. */
    boolean forEach(AuditFilter filter, int most, Consumer<Entry> taker) {
        long behind = 0;
        int taken = 0;
        while (true) {
            List<Entry> entries = behind(filter, behind, Math.min(FETCHED, most - taken + 1));
            for (Entry entry : entries) {
                if (taken == most) {
                    return false;
                }
                taker.accept(entry);
                taken++;
                behind = entry.seq();
            }
            if (entries.size() < FETCHED) {
                return true;
            }
        }
    }

    /** Returns one entry. */
    Optional<Entry> find(long seq) {
        return jdbc.sql("select " + Entry.COLUMNS + " from safecity.audit_entry e where e.seq = :seq")
                .param("seq", seq)
                .query(Entry::read)
                .optional();
    }

    /** Returns every act that was ever recorded, without reading every entry. */
    List<String> acts() {
        return jdbc.sql("""
                with recursive known as (
                    (select e.act from safecity.audit_entry e order by e.act limit 1)
                    union all
                    select (select e.act from safecity.audit_entry e where e.act > k.act order by e.act limit 1)
                      from known k
                     where k.act is not null)
                select k.act from known k where k.act is not null order by k.act collate "zh-x-icu\"""").query(String.class).list();
    }

    private List<Entry> behind(AuditFilter filter, long before, int limit) {
        StringBuilder sql =
                new StringBuilder("select " + Entry.COLUMNS + " from safecity.audit_entry e where e.seq < :before");
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("before", before == 0 ? Long.MAX_VALUE : before);
        parameters.put("limit", limit);
        if (filter.from() != null || filter.until() != null) {
            sql.append(" and e.at >= :from and e.at < :until");
            parameters.put("from", startOf(filter.from() == null ? FIRST_DAY : filter.from()));
            parameters.put("until", startOf((filter.until() == null ? LAST_DAY : filter.until()).plusDays(1)));
        }
        if (!filter.person().isEmpty()) {
            sql.append(" and (e.login = :login or e.name like :name)");
            parameters.put("login", filter.person());
            parameters.put("name", "%" + escaped(filter.person()) + "%");
        }
        if (!filter.act().isEmpty()) {
            sql.append(" and e.act = :act");
            parameters.put("act", filter.act());
        }
        if (filter.outcome() != null) {
            sql.append(" and e.outcome = :outcome");
            parameters.put("outcome", filter.outcome().name());
        }
        if (!filter.object().isEmpty()) {
            sql.append(" and e.object like :object");
            parameters.put("object", escaped(filter.object()) + "%");
        }
        return jdbc.sql(sql.append(" order by e.seq desc limit :limit").toString())
                .params(parameters)
                .query(Entry::read)
                .list();
    }

    private OffsetDateTime startOf(LocalDate day) {
        return day.atStartOfDay(clock.getZone()).toOffsetDateTime();
    }

    private static String escaped(String text) {
        return text.replaceAll("([\\\\%_])", "\\\\$1");
    }
}
