package safecity.cockpit;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import safecity.calendar.WorkingDays;
import safecity.identity.Person;
import safecity.item.Items;
import safecity.item.Lamp;
import safecity.item.Lamps;

/** What every question about the items of a filter begins with, so that a list and its figures never differ. */
@Component
class ItemQuery {

    /** 三日内到期. */
    private static final int SOON = 3;

    static final String ITEMS = " from safecity.item i ";

    static final String WITH_UNITS = ITEMS + """
              join safecity.unit lead on lead.code = i.lead_unit
              left join safecity.unit locality on locality.code = i.locality
            """;

    /**
     * The pairs of characters find the rows by their index; the patterns tell which of these really hold the words.
     */
    static final String WHERE = """
             where (:words = '' or safecity.bigrams(i.search_text) @> safecity.bigrams(:words))
               and i.search_text like all (cast(:patterns as text[]))
               and (:unit = '' or :part <> 'LEAD' or i.lead_unit = :unit)
               and (:part = 'LEAD'
                    or exists (select 1 from safecity.item_unit part where part.item_id = i.id and part.unit = :unit and part.part = :part))
               and (:locality = '' or i.locality = :locality)
               and (:status = '' or i.status = :status)
               and (:grade = '' or i.grade = :grade)
               and (:list = 0 or i.list_id = :list)
               and (:task = 0 or i.main_task_no = :task)
               and (:source = '' or i.source = :source)
               and i.approved_deadline between :from and :until
               and (:lamp = ''
                    or :lamp = 'GREY' and i.stage = 2
                    or :lamp = 'PAUSED' and i.stage = 1
                    or i.stage = 0 and i.approved_deadline >= :litFrom and i.approved_deadline < :litUntil)
               and\s""" + Items.VISIBLE;

    static final LocalDate EVER = LocalDate.of(1900, 1, 1);
    static final LocalDate NEVER = LocalDate.of(2999, 12, 31);

    private final Lamps lamps;
    private final WorkingDays workingDays;
    private final Clock clock;

    ItemQuery(Lamps lamps, WorkingDays workingDays, Clock clock) {
        this.lamps = lamps;
        this.workingDays = workingDays;
        this.clock = clock;
    }

    /** Returns the parameters of {@link #WHERE} and of the conditions of {@link View}, as of today. */
    Map<String, Object> parameters(ItemFilter filter, Person viewer) {
        LocalDate today = LocalDate.now(clock);
        Map<String, Object> parameters = new LinkedHashMap<>(Items.visibilityOf(viewer));
        List<String> words = words(filter.q());
        parameters.put("words", words.stream().filter(ItemQuery::hasPair).collect(Collectors.joining(" ")));
        parameters.put("patterns", words.stream().map(ItemQuery::pattern).toArray(String[]::new));
        parameters.put("unit", filter.unit());
        parameters.put("part", filter.part().name());
        parameters.put("locality", filter.locality());
        parameters.put("status", filter.status() == null ? "" : filter.status().name());
        parameters.put("grade", filter.grade() == null ? "" : filter.grade().name());
        parameters.put("list", filter.list() == null ? 0L : filter.list());
        parameters.put("task", filter.task() == null ? 0 : filter.task());
        parameters.put("source", filter.source());
        LocalDate from = filter.due().from();
        LocalDate until = filter.due().until();
        parameters.put("from", from == null ? EVER : from);
        parameters.put("until", until == null ? NEVER : until);
        parameters.putAll(filter.dispatched().moments());
        parameters.putAll(filter.closed().moments());
        parameters.put("zone", WorkingDays.ZONE.getId());
        parameters.put("lamp", filter.lamp() == null ? "" : filter.lamp().name());
        Lamps.Window lit = litWindow(filter.lamp() == null ? Lamp.GREY : filter.lamp(), today);
        parameters.put("litFrom", lit.from());
        parameters.put("litUntil", lit.until());
        parameters.put("today", today);
        parameters.put("soon", workingDays.shift(today, SOON + 1));
        parameters.put("nextWorkingDay", workingDays.shift(today, 1));
        return parameters;
    }

    /** Returns what narrows a filter beyond {@link #WHERE}. */
    static String and(ItemFilter filter) {
        return filter.dispatched().condition()
                + filter.closed().condition()
                + (filter.listing() == null ? "" : " and " + filter.listing().condition());
    }

    /** Returns the words of a query in small letters, as the database keeps what an item is found by. */
    private static List<String> words(String query) {
        return Arrays.stream(query.split("[\\s\\u3000]+"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.codePoints()
                        .map(c -> c >= 'A' && c <= 'Z' ? c + 'a' - 'A' : c)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString())
                .toList();
    }

    /** A single character has no pair to find it by; every text is looked through for it. */
    private static boolean hasPair(String word) {
        return word.codePointCount(0, word.length()) > 1;
    }

    private static String pattern(String word) {
        return "%" + word.replaceAll("([\\\\%_])", "\\\\$1") + "%";
    }

    private Lamps.Window litWindow(Lamp lamp, LocalDate today) {
        if (lamp == Lamp.GREY || lamp == Lamp.PAUSED) {
            return new Lamps.Window(NEVER, EVER);
        }
        Lamps.Window lit = lamps.window(lamp, today);
        return new Lamps.Window(lit.from() == null ? EVER : lit.from(), lit.until() == null ? NEVER : lit.until());
    }
}
