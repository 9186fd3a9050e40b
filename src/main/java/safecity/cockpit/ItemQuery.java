package safecity.cockpit;

import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
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

    static final String FROM = """
              from safecity.item i
              join safecity.unit lead on lead.code = i.lead_unit
              left join safecity.unit locality on locality.code = i.locality
            """;

    static final String WHERE = """
             where concat_ws(' ', i.number, i.description, i.place, lead.short_name, locality.short_name)
                   ilike all (cast(:patterns as text[]))
               and (:unit = '' or i.lead_unit = :unit)
               and (:locality = '' or i.locality = :locality)
               and (:status = '' or i.status = :status)
               and (:grade = '' or i.grade = :grade)
               and (:list = 0 or i.list_id = :list)
               and (:task = 0 or i.main_task_no = :task)
               and (:lamp = ''
                    or :lamp = 'GREY' and i.status = 'CLOSED'
                    or :lamp = 'PAUSED' and i.paused_on is not null
                    or i.status <> 'CLOSED' and i.paused_on is null and i.approved_deadline >= :litFrom and i.approved_deadline < :litUntil)
               and\s""" + Items.VISIBLE;

    private static final LocalDate EVER = LocalDate.of(1900, 1, 1);
    private static final LocalDate NEVER = LocalDate.of(2999, 12, 31);

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
        parameters.put("patterns", filter.patterns());
        parameters.put("unit", filter.unit());
        parameters.put("locality", filter.locality());
        parameters.put("status", filter.status() == null ? "" : filter.status().name());
        parameters.put("grade", filter.grade() == null ? "" : filter.grade().name());
        parameters.put("list", filter.list() == null ? 0L : filter.list());
        parameters.put("task", filter.task() == null ? 0 : filter.task());
        parameters.put("lamp", filter.lamp() == null ? "" : filter.lamp().name());
        Lamps.Window lit = litWindow(filter.lamp() == null ? Lamp.GREY : filter.lamp(), today);
        parameters.put("litFrom", lit.from());
        parameters.put("litUntil", lit.until());
        parameters.put("today", today);
        parameters.put("soon", workingDays.shift(today, SOON + 1));
        parameters.put("nextWorkingDay", workingDays.shift(today, 1));
        return parameters;
    }

    private Lamps.Window litWindow(Lamp lamp, LocalDate today) {
        if (lamp == Lamp.GREY || lamp == Lamp.PAUSED) {
            return new Lamps.Window(NEVER, EVER);
        }
        Lamps.Window lit = lamps.window(lamp, today);
        return new Lamps.Window(lit.from() == null ? EVER : lit.from(), lit.until() == null ? NEVER : lit.until());
    }
}
