package safecity.supervision;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import safecity.calendar.WorkingDays;
import safecity.identity.Person;
import safecity.item.Items;

/** 挂牌督办 as a board and as a ledger: what a viewer may see of all listings, with what is due next. */
@Repository
public class ListingBoard {

    /** What has ended fills a column no further than this; the ledger has all. */
    private static final int NEWEST = 20;

    private final JdbcClient jdbc;
    private final Clock clock;

    ListingBoard(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A listing in a row.
     *
     * @param nextDuty what is due next; null if nothing is
     * @param nextDue  its day
     * @param listedOn null until it is listed
     * @param endedOn  day of the delisting; null while it stands
     * @param refusals how often acceptance was refused
     * @param silent   periods in which nobody reported
     * @param extending whether more time was asked for and not decided yet
     */
    public record Card(
            long id,
            @Nullable String number,
            State state,
            Level level,
            String itemNumber,
            String title,
            String unit,
            String locality,
            @Nullable LocalDate deadline,
            @Nullable String nextDuty,
            @Nullable LocalDate nextDue,
            @Nullable LocalDate listedOn,
            @Nullable LocalDate endedOn,
            int refusals,
            int silent,
            boolean extending,
            LocalDate today) {

        /** Number, or what it is until it has one. */
        public String label() {
            return number == null ? "未编号" : number;
        }

        /** Address of its page. */
        public String path() {
            return "/listings/" + (number == null ? Long.toString(id) : number);
        }

        /** Whether what is due next is overdue. */
        public boolean overdue() {
            return nextDue != null && today.isAfter(nextDue);
        }

        /** Days for which it has been listed, the first included; 0 until it is. */
        public long daysListed() {
            return listedOn == null
                    ? 0
                    : ChronoUnit.DAYS.between(listedOn, Objects.requireNonNullElse(endedOn, today)) + 1;
        }
    }

    /** Returns how many listings a filter finds. */
    public int count(ListingFilter filter, Person viewer) {
        return jdbc.sql("select count(*) from safecity.listing l join safecity.item i on i.id = l.item_id where "
                        + Items.VISIBLE + filter.condition())
                .params(parameters(filter, viewer))
                .query(Integer.class)
                .single();
    }

    private Map<String, Object> parameters(ListingFilter filter, Person viewer) {
        Map<String, Object> parameters = new LinkedHashMap<>(Items.visibilityOf(viewer));
        parameters.put("list", filter.list());
        parameters.put("today", LocalDate.now(clock));
        return parameters;
    }

    /** Returns all that the viewer may see, the latest first. */
    List<Card> all(Person viewer) {
        return find(new ListingFilter(0, null), viewer);
    }

    /** Returns what a filter finds of all that the viewer may see, the latest first. */
    List<Card> find(ListingFilter filter, Person viewer) {
        return jdbc.sql("""
                select l.id, l.number, l.state, l.level, i.number as item_number, i.title, lead.short_name as unit,
                       coalesce(town.short_name, '') as locality, l.deadline, next.name as next_duty, next.due as next_due,
                       l.listed_at, l.delisted_at,
                       (select count(*) from safecity.listing_acceptance a
                         where a.listing_id = l.id and a.passed = false and not a.revoked) as refusals,
                       (select count(*) from safecity.listing_report r
                         where r.listing_id = l.id and r.progress is null) as silent,
                       exists (select 1 from safecity.open_task t
                                where t.business_key = i.number and t.process = 'extension') as extending
                  from safecity.listing l
                  join safecity.item i on i.id = l.item_id
                  join safecity.unit lead on lead.code = i.lead_unit
                  left join safecity.unit town on town.code = i.locality
                  left join lateral (select d.name, d.due from safecity.listing_duty d
                                      where d.listing_id = l.id and d.kind = 'DUTY' and d.done_on is null and d.due is not null
                                      order by d.due, d.position
                                      limit 1) next on true
                 where""" + " " + Items.VISIBLE + filter.condition() + " order by l.id desc")
                .params(parameters(filter, viewer))
                .query(this::card)
                .list();
    }

    /** Returns the columns of what a filter found, in the order of the states, with nothing left out. */
    static Map<State, List<Card>> allColumns(List<Card> cards) {
        Map<State, List<Card>> columns = new EnumMap<>(State.class);
        cards.forEach(card -> columns.computeIfAbsent(card.state(), state -> new ArrayList<>())
                .add(card));
        return columns;
    }

    /** Returns the columns of the board, in the order of the states; those that have ended share the last one. */
    static Map<State, List<Card>> columns(List<Card> cards) {
        Map<State, List<Card>> columns = new EnumMap<>(State.class);
        for (State state : State.values()) {
            if (state.standing() || state == State.DELISTED) {
                columns.put(state, new ArrayList<>());
            }
        }
        for (Card card : cards) {
            List<Card> column = columns.get(card.state());
            if (column != null && (card.state().standing() || column.size() < NEWEST)) {
                column.add(card);
            }
        }
        return columns;
    }

    /**
     * A quarter in numbers.
     *
     * @param listed   how many were listed in it
     * @param delisted how many were delisted in it
     * @param days     for how long those had been listed, on average; null if none was
     */
    public record Quarter(
            String name,
            long listed,
            long delisted,
            @Nullable Long days) {}

    /** Returns the quarters in which something was listed or delisted, the latest first. */
    static List<Quarter> quarters(List<Card> cards) {
        return cards.stream()
                .flatMap(card -> Stream.of(card.listedOn(), card.endedOn()))
                .filter(Objects::nonNull)
                .map(ListingBoard::quarterOf)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .map(name -> quarter(name, cards))
                .toList();
    }

    private static Quarter quarter(String name, List<Card> cards) {
        List<Card> delisted = cards.stream()
                .filter(card -> card.endedOn() != null && name.equals(quarterOf(card.endedOn())))
                .toList();
        long listed = cards.stream()
                .filter(card -> card.listedOn() != null && name.equals(quarterOf(card.listedOn())))
                .count();
        @Nullable
        Long days = delisted.isEmpty()
                ? null
                : Math.round(
                        delisted.stream().mapToLong(Card::daysListed).average().orElseThrow());
        return new Quarter(name, listed, delisted.size(), days);
    }

    private static String quarterOf(LocalDate day) {
        return "%d 年第 %d 季度".formatted(day.getYear(), (day.getMonthValue() + 2) / 3);
    }

    private Card card(ResultSet row, int index) throws SQLException {
        return new Card(
                row.getLong("id"),
                row.getString("number"),
                State.valueOf(row.getString("state")),
                Level.valueOf(row.getString("level")),
                row.getString("item_number"),
                row.getString("title"),
                row.getString("unit"),
                row.getString("locality"),
                row.getObject("deadline", LocalDate.class),
                row.getString("next_duty"),
                row.getObject("next_due", LocalDate.class),
                day(row, "listed_at"),
                day(row, "delisted_at"),
                row.getInt("refusals"),
                row.getInt("silent"),
                row.getBoolean("extending"),
                LocalDate.now(clock));
    }

    private static @Nullable LocalDate day(ResultSet row, String column) throws SQLException {
        java.time.@Nullable OffsetDateTime at = row.getObject(column, java.time.OffsetDateTime.class);
        return at == null ? null : at.atZoneSameInstant(WorkingDays.ZONE).toLocalDate();
    }
}
