package safecity.export;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import safecity.calendar.WorkingDays;
import safecity.cockpit.ItemRecord;
import safecity.cockpit.ItemRecord.Named;
import safecity.cockpit.ItemRow;
import safecity.item.Grade;
import safecity.item.Lamp;
import safecity.item.Status;
import safecity.reference.ReferenceFile;
import safecity.unit.MainTask;
import safecity.unit.MainTasks;
import safecity.unit.Unit;
import safecity.unit.Units;
import safecity.workbook.Column;
import safecity.workbook.Tinted;

/** What stands in which column of each workbook. Columns that the import knows are headed as {@code config/list-columns.csv} names them. */
@Component
class ItemColumns {

    private static final List<String> LOCALITIES = List.of("town", "subdistrict", "base");

    private final Units units;
    private final MainTasks mainTasks;
    private final Map<String, String> titles;

    ItemColumns(Units units, MainTasks mainTasks) {
        this.units = units;
        this.mainTasks = mainTasks;
        this.titles = ReferenceFile.read("list-columns.csv", "column", "title").rows().stream()
                .collect(Collectors.toMap(row -> row.text("column"), row -> row.text("title")));
    }

    /** A column, and what an item has in it. */
    record Field(Column column, Function<ItemRecord, @Nullable Object> content) {}

    List<Field> of(ItemWorkbook workbook) {
        return switch (workbook) {
            case PROBLEMS -> problems();
            case RECTIFICATIONS -> rectifications();
            case LEDGER -> ledger();
            case OVERDUE -> overdue();
        };
    }

    /** Heading of the column of running numbers, which stands first. */
    Column serial() {
        return new Column(title("SERIAL"), 6);
    }

    private List<Field> problems() {
        return List.of(
                number(),
                description(),
                field("SOURCE", 16, ItemRecord::source),
                place(),
                locality(),
                new Field(new Column(title("MAIN_TASK"), 8, taskNumbers()), ItemRecord::mainTask),
                grade(),
                lead(),
                cooperating(),
                field("GOAL", 24, ItemRecord::goal),
                field("MEASURES", 32, ItemRecord::measures),
                field("DEADLINE", 12, item -> item.limit().current()),
                field("PERSON", 10, ItemRecord::person),
                field("PHONE", 14, ItemRecord::phone),
                status(),
                field("REMARK", 16, ItemRecord::remark));
    }

    /** 五落实 as the unit plans them; until there is a plan, what the list asks for. */
    private List<Field> rectifications() {
        return List.of(
                number(),
                description(),
                place(),
                locality(),
                grade(),
                lead(),
                cooperating(),
                field(
                        "GOAL",
                        24,
                        item -> item.plan() == null ? item.goal() : item.plan().goal()),
                field(
                        "MEASURES",
                        32,
                        item -> item.plan() == null
                                ? item.measures()
                                : item.plan().measures()),
                field("DEADLINE", 12, item -> item.limit().current()),
                planned("方案责任人", 12, ItemRecord.Plan::person),
                planned("方案完成日期", 12, ItemRecord.Plan::finishOn),
                planned("资金落实", 16, ItemRecord.Plan::funds),
                planned("管控措施和应急预案", 24, ItemRecord.Plan::contingency),
                status(),
                step());
    }

    private List<Field> ledger() {
        return List.of(
                number(),
                lamp(),
                description(),
                locality(),
                grade(),
                lead(),
                status(),
                step(),
                new Field(new Column("整改轮次", 6), ItemRecord::round),
                new Field(new Column("派发日期", 12), item -> LocalDate.ofInstant(item.createdAt(), WorkingDays.ZONE)),
                original(),
                current(),
                remaining(),
                new Field(new Column("销号日期", 12), ItemRecord::closedOn),
                new Field(
                        new Column("按原定时限办结", 9),
                        item -> inTime(item, item.limit().original())),
                new Field(
                        new Column("按批准时限办结", 9),
                        item -> inTime(item, item.limit().current())));
    }

    private List<Field> overdue() {
        return List.of(
                number(),
                description(),
                locality(),
                grade(),
                lead(),
                cooperating(),
                status(),
                step(),
                original(),
                current(),
                remaining(),
                new Field(new Column("催办次数", 6), ItemRecord::pressed),
                new Field(new Column("最近催办", 12), ItemRecord::pressedOn));
    }

    private Field number() {
        return field("NUMBER", 15, ItemRecord::number);
    }

    private Field description() {
        return field("DESCRIPTION", 40, ItemRecord::description);
    }

    private Field place() {
        return field("PLACE", 18, ItemRecord::place);
    }

    private Field locality() {
        List<String> names = units.all().stream()
                .filter(unit -> LOCALITIES.contains(unit.kind()))
                .map(Unit::shortName)
                .toList();
        return new Field(
                new Column(title("LOCALITY"), 12, names),
                item -> item.locality() == null ? "" : item.locality().name());
    }

    private Field grade() {
        List<String> grades = Arrays.stream(Grade.values()).map(Grade::label).toList();
        return new Field(
                new Column(title("GRADE"), 8, grades), item -> item.grade().label());
    }

    private Field lead() {
        List<String> names = units.all().stream()
                .filter(unit -> units.canBeResponsible(unit.code()))
                .map(Unit::shortName)
                .toList();
        return new Field(
                new Column(title("LEAD"), 16, names), item -> item.lead().name());
    }

    private Field cooperating() {
        return field(
                "COOPERATING",
                18,
                item -> item.cooperating().stream().map(Named::name).collect(Collectors.joining("、")));
    }

    private static Field status() {
        List<String> labels = Arrays.stream(Status.values()).map(Status::label).toList();
        return new Field(new Column("状态", 14, labels), item -> item.status().label());
    }

    private static Field lamp() {
        return new Field(new Column("灯", 10), item -> {
            Lamp lamp = item.limit().lamp();
            return new Tinted(lamp.shape() + lamp.word(), lamp.ink(), lamp.tint());
        });
    }

    private static Field step() {
        return new Field(
                new Column("当前环节·办理人", 22),
                item -> item.steps().stream()
                        .map((ItemRow.Step step) -> step.name() + "（" + step.holder() + "）")
                        .collect(Collectors.joining("\n")));
    }

    private static Field original() {
        return new Field(new Column("原定时限", 12), item -> item.limit().original());
    }

    private static Field current() {
        return new Field(new Column("现行时限", 12), item -> item.limit().current());
    }

    private static Field remaining() {
        return new Field(new Column("剩余工作日", 16), item -> item.limit().remaining());
    }

    private static Field planned(String heading, int width, Function<ItemRecord.Plan, Object> content) {
        return new Field(new Column(heading, width), item -> item.plan() == null ? "" : content.apply(item.plan()));
    }

    private Field field(String column, int width, Function<ItemRecord, @Nullable Object> content) {
        return new Field(new Column(title(column), width), content);
    }

    private String title(String column) {
        return titles.getOrDefault(column, column);
    }

    private List<String> taskNumbers() {
        return mainTasks.all().stream().map(MainTask::no).map(String::valueOf).toList();
    }

    private static String inTime(ItemRecord item, LocalDate deadline) {
        return item.closedOn() == null ? "" : item.closedOn().isAfter(deadline) ? "否" : "是";
    }
}
