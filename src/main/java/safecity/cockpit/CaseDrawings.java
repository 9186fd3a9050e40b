package safecity.cockpit;

import java.io.StringReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import safecity.calendar.WorkingTime;
import safecity.engine.CaseDiagrams;
import safecity.identity.Person;
import safecity.identity.Role;
import safecity.item.CurrentSteps;

/** 流程实况: which processes a case went through, and where in each it stands, as a drawing and as a table. */
@Component
class CaseDrawings {

    private static final String TRUNK = "problem";
    private static final String SLIP = "slip";

    /** That a check was ordered by name, which a unit does not know before it was made. */
    private static final Set<String> ORDERS = Set.of("namedBeforeVerified", "orderNoted", "namedWhileReassessed");

    /** Elements at which a case may stay. */
    private static final Set<String> STAYS =
            Set.of("userTask", "callActivity", "subProcess", "receiveTask", "intermediateCatchEvent");

    private static final Set<String> SHOWN = Set.of(
            "startEvent",
            "endEvent",
            "userTask",
            "serviceTask",
            "businessRuleTask",
            "callActivity",
            "subProcess",
            "receiveTask",
            "sendTask",
            "intermediateCatchEvent",
            "intermediateThrowEvent",
            "boundaryEvent");

    private final CaseDiagrams diagrams;
    private final CurrentSteps currentSteps;
    private final WorkingTime workingTime;
    private final JdbcClient jdbc;
    private final Clock clock;

    CaseDrawings(
            CaseDiagrams diagrams, CurrentSteps currentSteps, WorkingTime workingTime, JdbcClient jdbc, Clock clock) {
        this.diagrams = diagrams;
        this.currentSteps = currentSteps;
        this.workingTime = workingTime;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The drawing that is shown, beside the others of the case.
     *
     * @param all    the case's processes, the trunk first
     * @param shown  one of them
     * @param course the case's way through it
     * @param rows   its named steps, in the order of the model
     */
    record Drawing(
            List<CaseDiagrams.Diagram> all, CaseDiagrams.Diagram shown, CaseDiagrams.Course course, List<Row> rows) {

        /** Finished elements for {@code <bpmn-view>}: id and number of times, as {@code a:1 b:2}. */
        public String done() {
            return course.done().entrySet().stream()
                    .map(entry -> entry.getKey() + ":" + entry.getValue())
                    .sorted()
                    .collect(Collectors.joining(" "));
        }

        /** Current elements for {@code <bpmn-view>}. */
        public String current() {
            return String.join(" ", course.current());
        }

        /** How long the case stayed or has stayed at elements, for {@code <bpmn-view>}, as {@code a:3 小时;b:2 个工作日}. */
        public String took() {
            return rows.stream()
                    .filter(row -> !row.took().isEmpty())
                    .map(row -> row.element() + ":" + row.took())
                    .collect(Collectors.joining(";"));
        }
    }

    /**
     * A step of the model.
     *
     * @param times   how often it was finished
     * @param current whether the case stands there
     * @param began   when the case came there, the first time unless it is there now; null if it never did
     * @param ended   when the case last left it; null if it never did or is there
     * @param took    the working time that the case was there, this time if it is there now, else all of it; empty where it never stays, and where it
     *                never was
     */
    record Row(
            String element,
            String name,
            long times,
            boolean current,
            @Nullable Instant began,
            @Nullable Instant ended,
            String took) {

        /** Chinese name of its state. */
        public String state() {
            return current ? "当前" : times > 0 ? "已完成" : began != null ? "已中止" : "未到达";
        }
    }

    /**
     * Returns the drawing of a process of the case.
     *
     * @param instance process instance to show; if it is none of the case, the last one of its own course that waits for somebody is shown, else the trunk
     */
    Optional<Drawing> of(String number, @Nullable String instance, Person viewer) {
        Set<String> documents = documents(number, viewer);
        List<CaseDiagrams.Diagram> all = diagrams.of(number, TRUNK).stream()
                .filter(diagram -> !diagram.process().equals(SLIP) || documents.contains(diagram.instance()))
                .toList();
        if (all.isEmpty()) {
            return Optional.empty();
        }
        CaseDiagrams.Diagram shown = all.stream()
                .filter(diagram -> diagram.instance().equals(instance))
                .findFirst()
                .or(() -> all.stream().filter(diagram -> waits(diagram, number)).reduce((earlier, later) -> later))
                .orElse(all.get(0));
        String xml = diagrams.xml(number, shown.instance());
        CaseDiagrams.Course whole = diagrams.course(shown);
        CaseDiagrams.Course course =
                shown.process().equals(TRUNK) && orderIsSecret(number, viewer) ? whole.without(ORDERS) : whole;
        return Optional.of(new Drawing(all, shown, course, xml == null ? List.of() : rows(xml, course)));
    }

    private boolean orderIsSecret(String number, Person viewer) {
        return !viewer.seesEverything()
                && !viewer.has(Role.EXPERT)
                && jdbc.sql("""
                        select exists (
                            select 1
                              from safecity.check_order o
                              join safecity.item i on i.id = o.item_id
                             where i.number = :number
                               and not exists (select 1 from safecity.spot_check c where c.item_id = o.item_id and c.round >= o.round))""").param("number", number).query(Boolean.class).single();
    }

    /** Returns the processes of the item's documents; those of documents that were not served only for who sees everything. */
    private Set<String> documents(String number, Person viewer) {
        return new HashSet<>(jdbc.sql("""
                select d.instance
                  from safecity.document d
                  join safecity.item i on i.id = d.item_id
                 where i.number = :number
                   and d.instance is not null
                   and (:seesEverything or d.served_at is not null)""")
                .param("number", number)
                .param("seesEverything", viewer.seesEverything())
                .query(String.class)
                .list());
    }

    private boolean waits(CaseDiagrams.Diagram diagram, String number) {
        return diagram.running()
                && currentSteps.of(number).stream()
                        .anyMatch(step -> step.onCourse() && step.process().equals(diagram.process()));
    }

    /** Returns the BPMN of a process of the case; empty if it has no such process. */
    Optional<String> xml(String number, String instance) {
        return Optional.ofNullable(diagrams.xml(number, instance));
    }

    private List<Row> rows(String xml, CaseDiagrams.Course course) {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        List<Row> rows = new ArrayList<>();
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamReader.START_ELEMENT && SHOWN.contains(reader.getLocalName())) {
                    @Nullable String name = reader.getAttributeValue(null, "name");
                    String id = reader.getAttributeValue(null, "id");
                    if (name != null && !name.isBlank()) {
                        rows.add(row(id, name, STAYS.contains(reader.getLocalName()), course));
                    }
                }
            }
        } catch (XMLStreamException unreadable) {
            throw new IllegalStateException("Cannot read the model of a running case", unreadable);
        }
        return rows;
    }

    private Row row(String id, String name, boolean stays, CaseDiagrams.Course course) {
        boolean current = course.current().contains(id);
        List<CaseDiagrams.Span> spans = course.spans().getOrDefault(id, List.of()).stream()
                .filter(span -> !current || span.end() == null)
                .toList();
        @Nullable Instant began = spans.isEmpty() ? null : spans.get(0).start();
        @Nullable
        Instant ended = current
                ? null
                : spans.stream()
                        .map(CaseDiagrams.Span::end)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null);
        String took = !stays || spans.isEmpty()
                ? ""
                : WorkingTime.words(spans.stream().map(this::length).reduce(Duration.ZERO, Duration::plus));
        return new Row(id, name, course.done().getOrDefault(id, 0L), current, began, ended, took);
    }

    private Duration length(CaseDiagrams.Span span) {
        return workingTime.between(span.start(), span.end() == null ? clock.instant() : span.end());
    }
}
