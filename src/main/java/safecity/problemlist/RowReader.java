package safecity.problemlist;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import safecity.problemlist.Headings.Heading;
import safecity.problemlist.ListColumns.Column;
import safecity.unit.Unit;

/** Reads the fields of one row, and says what is wrong with them. One instance reads one row. */
final class RowReader {

    private static final Set<String> LOCAL_KINDS = Set.of("town", "subdistrict", "base");
    private static final Set<String> NEVER_LEAD = Set.of("leading_group", "office", "experts");
    private static final Set<String> WHOLE_DISTRICT = Set.of("区级", "全区", "区本级", "大兴区", "/", "-", "—", "无");
    private static final Pattern TASK = Pattern.compile("(?:第|任务)?(\\d{1,4})(?:\\.0+)?(?:项|号)?");
    private static final int MAIN_TASKS = 22;

    private final SheetRow row;
    private final RowCells cells;
    private final UnitNames units;
    private final List<String> notes = new ArrayList<>();

    RowReader(SheetRow row, Heading heading, ListColumns columns, UnitNames units) {
        this.row = row;
        this.cells = new RowCells(row, heading, columns);
        this.units = units;
    }

    ListRow read(int listYear) {
        if (row.hidden()) {
            notes.add("此行在表中是隐藏的，仍已读取");
        }
        notes.addAll(cells.formulas());
        String description = cells.text(Column.DESCRIPTION, 2000);
        if (description.isEmpty() && !cells.isError(Column.DESCRIPTION)) {
            cells.flaw(Column.DESCRIPTION, "问题描述为空，请补充");
        }
        Integer task = mainTask();
        Unit lead = lead(task);
        return new ListRow(
                row.number(),
                cells.shown(),
                description,
                cells.line(Column.SOURCE, 100),
                cells.line(Column.PLACE, 200),
                locality(),
                task,
                grade(),
                lead == null ? null : lead.code(),
                cooperating(lead),
                cells.text(Column.GOAL, 2000),
                cells.text(Column.MEASURES, 4000),
                deadline(listYear),
                cells.line(Column.PERSON, 50),
                cells.line(Column.PHONE, 50),
                cells.text(Column.REMARK, 1000),
                cells.flaws(),
                List.copyOf(notes));
    }

    private @Nullable Integer mainTask() {
        String text = CleanText.compact(cells.line(Column.MAIN_TASK, 100));
        if (text.isEmpty()) {
            return null;
        }
        Matcher matcher = TASK.matcher(text);
        if (matcher.matches()) {
            int task = Integer.parseInt(matcher.group(1));
            if (task >= 1 && task <= MAIN_TASKS) {
                return task;
            }
        }
        cells.flaw(Column.MAIN_TASK, "对应任务序号“%s”不在 1 至 %d 之间，请填一个任务的序号".formatted(CleanText.start(text), MAIN_TASKS));
        return null;
    }

    private @Nullable Unit lead(@Nullable Integer task) {
        String text = cells.text(Column.LEAD, 200);
        if (text.isEmpty()) {
            if (task != null) {
                notes.add("未填牵头责任单位，将按任务 %d 的牵头单位提出".formatted(task));
            } else if (!cells.isFlawed(Column.MAIN_TASK)) {
                cells.flaw(Column.LEAD, "牵头责任单位与对应任务序号都为空，请至少填一项");
            }
            return null;
        }
        UnitNames.Found found = units.read(text);
        found.unknown().forEach(name -> cells.flaw(Column.LEAD, units.unknown("牵头责任单位", name)));
        if (!found.unknown().isEmpty()) {
            return null;
        }
        if (found.group() != null || found.units().size() != 1) {
            cells.flaw(Column.LEAD, "牵头责任单位“%s”不是一个单位，请只填一个，其余填在配合单位".formatted(CleanText.start(text)));
            return null;
        }
        Unit lead = found.units().iterator().next();
        if (NEVER_LEAD.contains(lead.kind())) {
            cells.flaw(Column.LEAD, "“%s”不能作牵头责任单位，请填负责整改的部门、镇街或基地".formatted(lead.shortName()));
            return null;
        }
        return lead;
    }

    private List<String> cooperating(@Nullable Unit lead) {
        UnitNames.Found found = units.read(cells.text(Column.COOPERATING, 1000));
        found.unknown().forEach(name -> cells.flaw(Column.COOPERATING, units.unknown("配合单位", name)));
        if (found.group() != null) {
            notes.add("配合单位“%s”展开后共 %d 个单位"
                    .formatted(
                            CleanText.start(cells.text(Column.COOPERATING, 1000)),
                            found.units().size()));
        }
        return found.units().stream()
                .filter(unit -> !unit.equals(lead))
                .map(Unit::code)
                .toList();
    }

    private @Nullable String locality() {
        String text = cells.line(Column.LOCALITY, 100);
        if (text.isEmpty() || WHOLE_DISTRICT.contains(CleanText.compact(text))) {
            return null;
        }
        UnitNames.Found found = units.read(text);
        if (!found.unknown().isEmpty()) {
            cells.flaw(Column.LOCALITY, units.unknown("属地", found.unknown().get(0)));
            return null;
        }
        Unit locality = found.units().size() == 1 ? found.units().iterator().next() : null;
        if (locality == null || !LOCAL_KINDS.contains(locality.kind())) {
            cells.flaw(Column.LOCALITY, "属地“%s”不是一个镇、街道或基地；全区性问题请填“区级”".formatted(CleanText.start(text)));
            return null;
        }
        return locality.code();
    }

    private @Nullable String grade() {
        String text = CleanText.compact(cells.line(Column.GRADE, 50));
        return switch (text) {
            case "" -> null;
            case "一般", "一般隐患", "一般事故隐患", "一般问题" -> ListRow.ORDINARY;
            case "重大", "重大隐患", "重大事故隐患", "重大问题" -> ListRow.MAJOR;
            default -> {
                cells.flaw(Column.GRADE, "隐患等级“%s”不是“一般”或“重大”，请改正或留空".formatted(CleanText.start(text)));
                yield null;
            }
        };
    }

    private @Nullable LocalDate deadline(int listYear) {
        SheetCell cell = cells.cell(Column.DEADLINE);
        if (cell == null) {
            return null;
        }
        ListDates.Reading reading = ListDates.read(cell, listYear);
        if (reading.error() != null) {
            cells.flaw(Column.DEADLINE, reading.error());
        }
        if (reading.note() != null) {
            notes.add(reading.note());
        }
        return reading.day();
    }
}
