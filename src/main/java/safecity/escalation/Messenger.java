package safecity.escalation;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import safecity.escalation.Recipients.Audience;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.identity.Role;
import safecity.item.Item;
import safecity.notice.Outbox;
import safecity.unit.Unit;
import safecity.unit.Units;

/**
 * Tells people what a rung says, each of them once, and never nobody: where a unit has nobody of the role, everybody in it is told; where nobody there
 * can be reached, the office is.
 */
@Component
class Messenger {

    private static final String UNREACHABLE = "unreachable";

    private final Recipients recipients;
    private final People people;
    private final Units units;
    private final Outbox outbox;
    private final Clock clock;
    private final int mostLateArrivals;

    Messenger(
            Recipients recipients,
            People people,
            Units units,
            Outbox outbox,
            Clock clock,
            @Value("${safecity.late-arrival-notices}") int mostLateArrivals) {
        this.recipients = recipients;
        this.people = people;
        this.units = units;
        this.outbox = outbox;
        this.clock = clock;
        this.mostLateArrivals = mostLateArrivals;
    }

    /**
     * What is told.
     *
     * @param kind       of the notice
     * @param recipients words of the table, see {@link Recipients}
     * @param taskUnit   unit that works on the task; null if it is about no task
     * @param model      what its templates may name besides what every notice can
     * @param late       whether the item was past this rung when it came here. Of such notices a person gets only so many a day; the morning's digest
     *                   names the items.
     */
    record Message(
            String kind, String recipients, @Nullable String taskUnit, Map<String, Object> model, boolean late) {}

    /** Tells those whom a message is for; returns who was told, in words for the timeline. */
    String tell(Item item, Message message) {
        Map<Unit, Integer> told = new LinkedHashMap<>();
        Set<Unit> unreachable = new LinkedHashSet<>();
        for (Audience audience : recipients.of(item.id(), message.recipients(), message.taskUnit())) {
            List<Person> wanted = wanted(audience);
            if (wanted.isEmpty()) {
                unreachable.add(audience.unit());
            }
            told.merge(audience.unit(), post(item, message, audience.unit(), wanted), Integer::sum);
        }
        List<String> sentences = new ArrayList<>();
        String reached = told.entrySet().stream()
                .filter(unit -> unit.getValue() > 0)
                .map(unit -> "%s（%d 人）".formatted(unit.getKey().shortName(), unit.getValue()))
                .collect(Collectors.joining("，"));
        if (!reached.isEmpty()) {
            sentences.add("已发邮件通知" + reached);
        } else if (unreachable.isEmpty()) {
            sentences.add(told.isEmpty() ? "没有要通知的单位" : "当日已有同类通知，列入每日摘要");
        }
        unreachable.forEach(unit -> sentences.add(complain(item, unit)));
        return String.join("；", sentences);
    }

    private List<Person> wanted(Audience audience) {
        List<Person> all = people.reachableIn(audience.unit().code());
        @Nullable Role role = audience.role();
        List<Person> some = role == null
                ? all
                : all.stream().filter(person -> person.has(role)).toList();
        return some.isEmpty() ? all : some;
    }

    private int post(Item item, Message message, Unit unit, List<Person> wanted) {
        Map<String, Object> model = new LinkedHashMap<>(message.model());
        model.put("to", unit.shortName());
        int told = 0;
        for (Person person : wanted) {
            boolean enough = message.late() && outbox.postedTo(person, message.kind(), today()) >= mostLateArrivals;
            told += !enough && outbox.post(item.id(), message.kind(), today(), person, model) ? 1 : 0;
        }
        return told;
    }

    private String complain(Item item, Unit unit) {
        int told = unit.code().equals(Units.OFFICE)
                ? 0
                : post(
                        item,
                        new Message(UNREACHABLE, "OFFICE", null, Map.of("unreachable", unit.shortName()), false),
                        units.byCode(Units.OFFICE),
                        people.reachableIn(Units.OFFICE));
        return "%s没有人登记邮箱，未能发送邮件%s".formatted(unit.shortName(), told > 0 ? "，已告知创安办（%d 人）".formatted(told) : "");
    }

    private LocalDate today() {
        return LocalDate.now(clock);
    }
}
