package safecity.problemlist;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.hssf.eventusermodel.FormatTrackingHSSFListener;
import org.apache.poi.hssf.eventusermodel.HSSFEventFactory;
import org.apache.poi.hssf.eventusermodel.HSSFListener;
import org.apache.poi.hssf.eventusermodel.HSSFRequest;
import org.apache.poi.hssf.record.BOFRecord;
import org.apache.poi.hssf.record.BoolErrRecord;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.hssf.record.CellValueRecordInterface;
import org.apache.poi.hssf.record.DateWindow1904Record;
import org.apache.poi.hssf.record.EOFRecord;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.LabelRecord;
import org.apache.poi.hssf.record.LabelSSTRecord;
import org.apache.poi.hssf.record.MergeCellsRecord;
import org.apache.poi.hssf.record.NumberRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.RowRecord;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.hssf.record.StringRecord;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.FormulaError;
import org.jspecify.annotations.Nullable;
import safecity.problemlist.SheetCell.Kind;

/** Reads an old {@code .xls} as a stream of records. */
final class XlsSheets implements HSSFListener {

    private final Headings headings;
    private final IntConsumer progress;
    private final List<String> notes;
    private final FormatTrackingHSSFListener formats = new FormatTrackingHSSFListener(this);

    private final List<BoundSheetRecord> tabs = new ArrayList<>();
    private int tab = -1;
    private boolean inSheet;
    private boolean date1904;
    private @Nullable SSTRecord strings;
    private @Nullable FormulaRecord formulaOfNextString;
    private final Set<Integer> hiddenRows = new HashSet<>();
    private int waiting;
    private final TreeMap<Integer, TreeMap<Integer, SheetCell>> cells = new TreeMap<>();
    private @Nullable SheetCollector rows;
    private @Nullable Sheet found;

    XlsSheets(Headings headings, IntConsumer progress, List<String> notes) {
        this.headings = headings;
        this.progress = progress;
        this.notes = notes;
    }

    /** The first sheet that has a heading and is not hidden. */
    Optional<Sheet> first(Path file) throws IOException {
        HSSFRequest request = new HSSFRequest();
        request.addListenerForAllRecords(formats);
        try (POIFSFileSystem files = new POIFSFileSystem(file.toFile(), true)) {
            new HSSFEventFactory().processWorkbookEvents(request, files);
        } catch (EncryptedDocumentException locked) {
            throw WorkbookGate.password();
        }
        return Optional.ofNullable(found);
    }

    @Override
    public void processRecord(Record entry) {
        if (entry instanceof BOFRecord start) {
            startPart(start);
        } else if (entry instanceof EOFRecord && inSheet) {
            endSheet();
        } else if (entry instanceof BoundSheetRecord bound) {
            tabs.add(bound);
        } else if (entry instanceof SSTRecord table) {
            strings = table;
        } else if (entry instanceof DateWindow1904Record window) {
            date1904 = window.getWindowing() == 1;
        } else if (inSheet && rows != null) {
            inSheet(entry);
        }
    }

    private void startPart(BOFRecord start) {
        if (start.getType() != BOFRecord.TYPE_WORKSHEET) {
            return;
        }
        tab++;
        inSheet = true;
        rows = null;
        hiddenRows.clear();
        cells.clear();
        waiting = 0;
        BoundSheetRecord bound = BoundSheetRecord.orderByBofPosition(tabs)[tab];
        if (bound.isHidden() || bound.isVeryHidden()) {
            notes.add("隐藏的工作表“%s”没有读取".formatted(bound.getSheetname()));
        } else if (found == null) {
            rows = new SheetCollector(bound.getSheetname(), headings, progress);
        }
    }

    private void inSheet(Record entry) {
        if (entry instanceof RowRecord line && line.getZeroHeight()) {
            hiddenRows.add(line.getRowNumber());
        } else if (entry instanceof MergeCellsRecord merges && rows != null) {
            for (int index = 0; index < merges.getNumAreas(); index++) {
                rows.merged(merges.getAreaAt(index));
            }
        } else if (entry instanceof StringRecord string && formulaOfNextString != null) {
            put(formulaOfNextString, new SheetCell(string.getString(), Kind.TEXT, true));
            formulaOfNextString = null;
        } else if (entry instanceof CellValueRecordInterface value) {
            put(value, cell(value));
        }
    }

    private void put(CellValueRecordInterface at, @Nullable SheetCell cell) {
        if (cell != null && !SheetCollector.isBlank(cell.text())) {
            SheetCollector.refuseMuch(tabs.get(tab).getSheetname(), ++waiting, 0);
            cells.computeIfAbsent(at.getRow(), row -> new TreeMap<>()).put((int) at.getColumn(), cell);
        }
    }

    private @Nullable SheetCell cell(CellValueRecordInterface value) {
        if (value instanceof LabelSSTRecord label && strings != null) {
            return new SheetCell(strings.getString(label.getSSTIndex()).getString(), Kind.TEXT, false);
        } else if (value instanceof LabelRecord label) {
            return new SheetCell(label.getValue(), Kind.TEXT, false);
        } else if (value instanceof NumberRecord number) {
            return Numbers.cell(number.getValue(), isDate(value), date1904, false);
        } else if (value instanceof BoolErrRecord flag) {
            return flag.isBoolean()
                    ? new SheetCell(flag.getBooleanValue() ? "是" : "否", Kind.TEXT, false)
                    : error(flag.getErrorValue(), false);
        } else if (value instanceof FormulaRecord formula) {
            return switch (formula.getCachedResultTypeEnum()) {
                case NUMERIC -> Numbers.cell(formula.getValue(), isDate(value), date1904, true);
                case BOOLEAN -> new SheetCell(formula.getCachedBooleanValue() ? "是" : "否", Kind.TEXT, true);
                case ERROR -> error((byte) formula.getCachedErrorValue(), true);
                default -> {
                    formulaOfNextString = formula;
                    yield null;
                }
            };
        }
        return null;
    }

    private static SheetCell error(byte code, boolean formula) {
        return new SheetCell(FormulaError.forInt(code).getString(), Kind.ERROR, formula);
    }

    private boolean isDate(CellValueRecordInterface value) {
        String pattern = formats.getFormatString(value);
        return Numbers.isDateFormat(formats.getFormatIndex(value), pattern == null ? "" : pattern);
    }

    private void endSheet() {
        inSheet = false;
        if (rows == null) {
            return;
        }
        try {
            cells.forEach((row, line) -> {
                line.forEach(rows::cell);
                rows.endRow(row + 1, hiddenRows.contains(row));
            });
            Sheet sheet = rows.sheet();
            if (headings.find(sheet.rows()).isPresent()) {
                found = sheet;
            } else {
                notes.add("工作表“%s”没有可识别的表头，已跳过".formatted(sheet.name()));
            }
        } catch (SheetCollector.NoHeading none) {
            notes.add("工作表“%s”没有可识别的表头，已跳过".formatted(tabs.get(tab).getSheetname()));
        } finally {
            rows = null;
            cells.clear();
        }
    }
}
