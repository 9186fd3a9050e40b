package safecity.problemlist;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import safecity.problemlist.Headings.Heading;
import safecity.problemlist.ListColumns.Column;
import safecity.problemlist.ListRow.Cell;
import safecity.problemlist.ListRow.Flaw;
import safecity.problemlist.SheetCell.Kind;
import safecity.unit.Unit;

/** Reads the fields of one row, and says what is wrong with them. One instance reads one row. */
final class RowReader {

    private static final Set<String> LOCAL_KINDS = Set.of("town", "subdistrict", "base");
    private static final Set<String> NEVER_LEAD = Set.of("leading_group", "office", "experts");
    private static final Set<String> WHOLE_DISTRICT = Set.of("区级", "全区", "区本级", "大兴区", "/", "-", "—", "无");
    private static final Pattern TASK = Pattern.compile("(?:第|任务)?(\\d{1,4})(?:\\.0+)?(?:项|号)?");
    private static final int MAIN_TASKS = 22;

    private final SheetRow row;
    private final Heading heading;
    private final ListColumns columns;
    private final UnitNames units;
    private final List<Flaw> flaws = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    RowReader(SheetRow row, Heading heading, ListColumns columns, UnitNames units) {
        this.row = row;
        this.heading = heading;
        this.columns = columns;
        this.units = units;
    }

    ListRow read(int listYear) {
        if (row.hidden()) {
            notes.add("此行在表中是隐藏的，仍已读取");
        }
        noteFormulas();
        String description = text(Column.DESCRIPTION, 2000);
        if (description.isEmpty() && !isError(Column.DESCRIPTION)) {
            flaw(Column.DESCRIPTION, "问题描述为空，请补充");
        }
        Integer task = mainTask();
        Unit lead = lead(task);
        return new ListRow(
                row.number(),
                cells(),
                description,
                line(Column.SOURCE, 100),
                line(Column.PLACE, 200),
                locality(),
                task,
                grade(),
                lead == null ? null : lead.code(),
                cooperating(lead),
                text(Column.GOAL, 2000),
                text(Column.MEASURES, 4000),
                deadline(listYear),
                line(Column.PERSON, 50),
                line(Column.PHONE, 50),
                text(Column.REMARK, 1000),
                List.copyOf(flaws),
                List.copyOf(notes));
    }

    private @Nullable Integer mainTask() {
        String text = plain(line(Column.MAIN_TASK, 100));
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
        flaw(Column.MAIN_TASK, "对应任务序号“%s”不在 1 至 %d 之间，请填一个任务的序号".formatted(shown(text), MAIN_TASKS));
        return null;
    }

    private @Nullable Unit lead(@Nullable Integer task) {
        String text = text(Column.LEAD, 200);
        if (text.isEmpty()) {
            if (task != null) {
                notes.add("未填牵头责任单位，将按任务 %d 的牵头单位提出".formatted(task));
            } else if (flaws.stream().noneMatch(flaw -> flaw.column() == column(Column.MAIN_TASK))) {
                flaw(Column.LEAD, "牵头责任单位与对应任务序号都为空，请至少填一项");
            }
            return null;
        }
        UnitNames.Found found = units.read(text);
        found.unknown().forEach(name -> flaw(Column.LEAD, units.unknown("牵头责任单位", name)));
        if (!found.unknown().isEmpty()) {
            return null;
        }
        if (found.group() != null || found.units().size() != 1) {
            flaw(Column.LEAD, "牵头责任单位“%s”不是一个单位，请只填一个，其余填在配合单位".formatted(shown(text)));
            return null;
        }
        Unit lead = found.units().iterator().next();
        if (NEVER_LEAD.contains(lead.kind())) {
            flaw(Column.LEAD, "“%s”不能作牵头责任单位，请填负责整改的部门、镇街或基地".formatted(lead.shortName()));
            return null;
        }
        return lead;
    }

    private List<String> cooperating(@Nullable Unit lead) {
        UnitNames.Found found = units.read(text(Column.COOPERATING, 1000));
        found.unknown().forEach(name -> flaw(Column.COOPERATING, units.unknown("配合单位", name)));
        if (found.group() != null) {
            notes.add("配合单位“%s”展开后共 %d 个单位"
                    .formatted(
                            shown(text(Column.COOPERATING, 1000)), found.units().size()));
        }
        return found.units().stream()
                .filter(unit -> !unit.equals(lead))
                .map(Unit::code)
                .toList();
    }

    private @Nullable String locality() {
        String text = line(Column.LOCALITY, 100);
        if (text.isEmpty() || WHOLE_DISTRICT.contains(plain(text))) {
            return null;
        }
        UnitNames.Found found = units.read(text);
        if (!found.unknown().isEmpty()) {
            flaw(Column.LOCALITY, units.unknown("属地", found.unknown().get(0)));
            return null;
        }
        Unit locality = found.units().size() == 1 ? found.units().iterator().next() : null;
        if (locality == null || !LOCAL_KINDS.contains(locality.kind())) {
            flaw(Column.LOCALITY, "属地“%s”不是一个镇、街道或基地；全区性问题请填“区级”".formatted(shown(text)));
            return null;
        }
        return locality.code();
    }

    private @Nullable String grade() {
        String text = plain(line(Column.GRADE, 50));
        return switch (text) {
            case "" -> null;
            case "一般", "一般隐患", "一般事故隐患", "一般问题" -> ListRow.ORDINARY;
            case "重大", "重大隐患", "重大事故隐患", "重大问题" -> ListRow.MAJOR;
            default -> {
                flaw(Column.GRADE, "隐患等级“%s”不是“一般”或“重大”，请改正或留空".formatted(shown(text)));
                yield null;
            }
        };
    }

    private @Nullable LocalDate deadline(int listYear) {
        SheetCell cell = cell(Column.DEADLINE);
        if (cell == null) {
            return null;
        }
        ListDates.Reading reading = ListDates.read(cell, listYear);
        if (reading.error() != null) {
            flaw(Column.DEADLINE, reading.error());
        }
        if (reading.note() != null) {
            notes.add(reading.note());
        }
        return reading.day();
    }

    private void noteFormulas() {
        row.cells().forEach((column, cell) -> {
            if (cell.formula() && heading.byColumn().containsValue(column)) {
                notes.add("第 %s 列是公式，取表中保存的结果“%s”".formatted(letter(column), shown(cell.text())));
            }
        });
    }

    /** The text of a column in one line. */
    private String line(Column column, int longest) {
        return text(column, longest).replaceAll("\\s+", " ");
    }

    private String text(Column column, int longest) {
        SheetCell cell = cell(column);
        if (cell == null) {
            return "";
        }
        if (cell.kind() == Kind.ERROR) {
            flaw(column, "%s是错误值 %s，请改正".formatted(columns.title(column), cell.text()));
            return "";
        }
        String text = clean(cell.text());
        if (text.length() > longest) {
            flaw(column, "%s有 %,d 个字，最多 %,d 个，请精简".formatted(columns.title(column), text.length(), longest));
            return text.substring(0, longest);
        }
        return text;
    }

    private boolean isError(Column column) {
        SheetCell cell = cell(column);
        return cell != null && cell.kind() == Kind.ERROR;
    }

    /** Line breaks as \n; no control characters, none that turn the direction of writing, no spaces around. */
    static String clean(String text) {
        return text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}&&[^\\n\\t]]", "")
                .replaceAll("^[\\s\\p{Z}]+|[\\s\\p{Z}]+$", "");
    }

    private void flaw(Column column, String message) {
        Flaw flaw = new Flaw(column(column), message);
        if (!flaws.contains(flaw)) {
            flaws.add(flaw);
        }
    }

    private int column(Column column) {
        return heading.byColumn().getOrDefault(column, -1);
    }

    private @Nullable SheetCell cell(Column column) {
        return heading.has(column) ? row.cell(column(column)) : null;
    }

    private List<Cell> cells() {
        List<Cell> all = new ArrayList<>();
        heading.byColumn().forEach((column, at) -> {
            if (column != Column.VERDICT && column != Column.EXPLANATION && row.cell(at) != null) {
                all.add(new Cell(columns.title(column), cut(row.text(at))));
            }
        });
        heading.unknown().forEach((at, name) -> {
            if (row.cell(at) != null) {
                all.add(new Cell(name, cut(row.text(at))));
            }
        });
        return all;
    }

    private static String cut(String text) {
        String clean = clean(text);
        return clean.length() <= 4000 ? clean : clean.substring(0, 4000);
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("[\\s\\p{Z}]", "");
    }

    private static String shown(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private static String letter(int column) {
        return org.apache.poi.ss.util.CellReference.convertNumToColString(column);
    }
}
