package safecity.extension;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import safecity.engine.Processes;
import safecity.engine.Refused;
import safecity.engine.Variables;
import safecity.extension.Extension.State;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.item.CurrentStep;
import safecity.item.CurrentSteps;
import safecity.item.Item;

/** 申请延期 on the page of an item: what a person may do there, and the start of a request. */
@Component
class ExtensionDesk {

    private final Extensions extensions;
    private final ExtensionRules rules;
    private final CurrentSteps steps;
    private final People people;
    private final Processes processes;

    ExtensionDesk(Extensions extensions, ExtensionRules rules, CurrentSteps steps, People people, Processes processes) {
        this.extensions = extensions;
        this.rules = rules;
        this.steps = steps;
        this.people = people;
        this.processes = processes;
    }

    /**
     * What the page says about more time.
     *
     * @param asks      whether the viewer belongs to the unit that may ask
     * @param hindrance why it cannot be asked for today; empty if it can
     * @param until     until when it may be asked, in words; empty where that is of no interest any more
     * @param limits    how often and how long at most, in words
     * @param draft     id of the task in which the viewer fills in the request; null if there is none
     */
    record View(
            String number,
            boolean asks,
            String hindrance,
            String until,
            String limits,
            @Nullable String draft,
            List<Extensions.Entry> entries) {}

    @Transactional(readOnly = true)
    public View view(Item item, Person viewer) {
        Optional<String> hindrance =
                extensions.open(item.id()).map(this::inTheWay).or(() -> rules.hindrance(item));
        return new View(
                item.number(),
                viewer.worksFor(item.leadUnit()),
                hindrance.orElse(""),
                hindrance.isPresent() ? "" : "可申请延期至 %s（含当日）".formatted(rules.lastDayToAsk(item)),
                rules.terms(item).limits(),
                draftOf(item, viewer).orElse(null),
                extensions.told(item.id()));
    }

    /**
     * Begins a request, or goes on with the one that the person has begun already.
     *
     * @return the id of the task in which the person fills it in
     * @throws Refused if the rule does not allow it, or somebody else was faster
     */
    @Transactional
    public String start(Item item, Person person) {
        Optional<String> begun = draftOf(item, person);
        if (begun.isPresent()) {
            return begun.get();
        }
        if (!person.worksFor(item.leadUnit())) {
            throw new Refused("只有牵头单位可以申请延期");
        }
        extensions.open(item.id()).ifPresent(open -> {
            throw new Refused(inTheWay(open));
        });
        rules.requireAskable(item);
        Optional<Long> extension = extensions.begin(item.id(), item.leadUnit(), person.login());
        if (extension.isPresent()) {
            processes.start(
                    "extension",
                    item.number(),
                    Map.of(Variables.PROBLEM_ID, item.id(), Variables.EXTENSION_ID, extension.get()));
        }
        return draftOf(item, person)
                .orElseThrow(() -> new Refused(
                        extensions.open(item.id()).map(this::inTheWay).orElse("刚刚有人办理了延期申请，请刷新后再看")));
    }

    private Optional<String> draftOf(Item item, Person person) {
        return steps.of(item.number()).stream()
                .filter(step ->
                        step.process().equals("extension") && step.element().equals("ask"))
                .filter(step -> person.login().equals(step.assignee()))
                .map(CurrentStep::taskId)
                .findFirst();
    }

    private String inTheWay(Extension open) {
        return open.state() == State.DRAFT
                ? "%s正在填写延期申请，同一问题一次只能有一件"
                        .formatted(people.require(open.startedBy()).displayName())
                : "延期申请正在审批，决定之前不能再申请";
    }
}
