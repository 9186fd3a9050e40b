package safecity.problemlist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import safecity.problemlist.Headings.Heading;
import safecity.problemlist.ListColumns.Column;
import safecity.unit.Unit;

/** Reads a list out of the bytes of a workbook. Needs no database: what it knows of units and headings it is given. */
final class ListReader {

    /** Most rows of one list. */
    static final int MAX_DATA_ROWS = 20_000;

    private static final Pattern TOTAL = Pattern.compile("(?:合计|总计|小计|共计|本页小计|累计)[::]?.*");
    private static final Pattern SIGNATURE = Pattern.compile(
            "(?:(?:填报|填表|制表|审核|复核|批准|审批|签字|报送|单位负责|负责)(?:人|单位|日期|时间)?(?:签字|签名)?|分管领导|主要领导|盖章|注|备注|说明|填表说明|联系电话)(?:[::].*|)");
    private static final int MOST_CELLS_OF_FOOTER = 6;

    private final ListColumns columns;
    private final UnitGroups groups;

    ListReader(ListColumns columns, UnitGroups groups) {
        this.columns = columns;
        this.groups = groups;
    }

    /**
     * Reads a list.
     *
     * @param fileName    gives the title if the sheet has none
     * @param currentYear year of the numbers if the list names no date
     * @param directory   all units
     * @param progress    is told the number of rows read so far
     * @throws WorkbookRefused if the file is no list, with a message for the person who uploaded it
     */
    ParsedList read(byte[] bytes, String fileName, int currentYear, List<Unit> directory, IntConsumer progress)
            throws IOException {
        List<String> notes = new ArrayList<>();
        Headings headings = new Headings(columns);
        Sheet sheet = sheet(bytes, headings, progress, notes)
                .orElseThrow(() -> new WorkbookRefused(
                        "没有找到表头：前 %d 行里应有一行写着“问题(隐患)描述”“牵头责任单位”“整改时限”等列名。请补上表头后再上传".formatted(Headings.SEARCHED_ROWS)));
        Heading heading = headings.find(sheet.rows()).orElseThrow();
        requireColumns(heading, sheet);
        if (!heading.unknown().isEmpty()) {
            notes.add("不认识的列已原样保留：" + String.join("、", heading.unknown().values()));
        }
        Preamble preamble = Preamble.of(sheet.rows().subList(0, heading.firstIndex()), fileName, currentYear);
        List<SheetRow> data = data(sheet, heading, headings, notes);
        if (data.isEmpty()) {
            throw new WorkbookRefused("工作表“%s”的表头下面没有数据行。请填写后再上传".formatted(sheet.name()));
        }
        if (data.size() > MAX_DATA_ROWS) {
            throw new WorkbookRefused(
                    "工作表“%s”有 %,d 条，一次最多导入 %,d 条。请拆成几个文件分别上传".formatted(sheet.name(), data.size(), MAX_DATA_ROWS));
        }
        sheet.copyMerged();
        UnitNames units = new UnitNames(directory, groups);
        List<ListRow> rows = data.stream()
                .map(row -> new RowReader(row, heading, columns, units).read(preamble.year()))
                .toList();
        return new ParsedList(
                sheet.name(),
                sheet.rows().get(heading.lastIndex()).number(),
                preamble.title(),
                preamble.reportingUnit(),
                preamble.reportedOn(),
                preamble.year(),
                rows,
                List.copyOf(notes));
    }

    private static Optional<Sheet> sheet(byte[] bytes, Headings headings, IntConsumer progress, List<String> notes)
            throws IOException {
        Path file = Files.createTempFile("problem-list", ".bin");
        try {
            Files.write(file, bytes);
            WorkbookGate.Kind kind = WorkbookGate.examine(bytes, file);
            return switch (kind) {
                case XLSX -> new XlsxSheets(headings, progress, notes).first(file);
                case XLS -> new XlsSheets(headings, progress, notes).first(file);
            };
        } catch (WorkbookRefused refused) {
            throw refused;
        } catch (IOException | RuntimeException damaged) {
            throw WorkbookGate.broken(damaged);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void requireColumns(Heading heading, Sheet sheet) {
        if (!heading.has(Column.DESCRIPTION)) {
            throw new WorkbookRefused(
                    "工作表“%s”第 %d 行的表头里没有“问题(隐患)描述”列。请补上后再上传".formatted(sheet.name(), heading.sheetRow()));
        }
        if (!heading.has(Column.LEAD) && !heading.has(Column.MAIN_TASK)) {
            throw new WorkbookRefused("工作表“%s”第 %d 行的表头里没有“牵头责任单位”列，也没有“对应任务序号”列。请至少补上一列后再上传"
                    .formatted(sheet.name(), heading.sheetRow()));
        }
    }

    private static List<SheetRow> data(Sheet sheet, Heading heading, Headings headings, List<String> notes) {
        List<SheetRow> data = new ArrayList<>();
        int numberedOnly = 0;
        int serial = heading.byColumn().getOrDefault(Column.SERIAL, -1);
        for (SheetRow row :
                sheet.rows().subList(heading.lastIndex() + 1, sheet.rows().size())) {
            if (isFooter(row)) {
                continue;
            }
            if (headings.isHeading(row)) {
                notes.add("第 %d 行重复了表头，已跳过".formatted(row.number()));
            } else if (sheet.isSectionHeading(row)) {
                notes.add("第 %d 行“%s”是分节标题，已跳过"
                        .formatted(row.number(), row.text(row.cells().firstKey())));
            } else if (row.cells().size() == 1 && row.cell(serial) != null) {
                numberedOnly++;
            } else {
                data.add(row);
            }
        }
        if (numberedOnly > 0) {
            notes.add("%d 行只有序号，已跳过".formatted(numberedOnly));
        }
        return data;
    }

    private static boolean isFooter(SheetRow row) {
        String first = CleanText.of(row.text(row.cells().firstKey()))
                .replaceAll("[\\s\\p{Z}]", "")
                .replace('：', ':');
        boolean few = row.cells().size() <= MOST_CELLS_OF_FOOTER;
        return few
                && (TOTAL.matcher(first).matches() || SIGNATURE.matcher(first).matches());
    }
}
