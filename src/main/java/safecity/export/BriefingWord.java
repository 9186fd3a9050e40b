package safecity.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.TableRowAlign;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.jspecify.annotations.Nullable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTFonts;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageMar;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTPageSz;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTSectPr;
import safecity.board.BoardFigures;
import safecity.board.Ranked;
import safecity.board.Trend;
import safecity.board.UnitFigures;
import safecity.board.UnitGroup;
import safecity.board.UnitRanking;
import safecity.cockpit.Count;
import safecity.cockpit.OnTime;
import safecity.cockpit.Totals;
import safecity.cockpit.View;
import safecity.item.Lamp;

/**
 * 督办简报 as a draft: the frozen figures of the board on A4. It has neither number nor red header, for it is no document until the office has written and
 * issued one. Its tables are as long as the directory, which the templates of letters cannot be, so that it is written here and not from one.
 */
final class BriefingWord {

    private static final int TWIPS_PER_MM = 1440 * 10 / 254;
    private static final int TITLE = 22;
    private static final int HEADING = 14;
    private static final int TEXT = 12;
    private static final int TABLE = 10;

    private final XWPFDocument word = new XWPFDocument();

    private BriefingWord() {}

    /** Returns the .docx. */
    static byte[] of(BoardFigures.Moment now, Map<UnitGroup, List<UnitRanking.Place>> places, Ranked by, String line) {
        BriefingWord briefing = new BriefingWord();
        try (briefing.word;
                ByteArrayOutputStream written = new ByteArrayOutputStream()) {
            briefing.fill(now, places, by, line);
            briefing.word.write(written);
            return written.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private void fill(BoardFigures.Moment now, Map<UnitGroup, List<UnitRanking.Place>> places, Ranked by, String line) {
        paper();
        paragraph("安全隐患整改督办简报（草稿）", "黑体", TITLE, ParagraphAlignment.CENTER);
        paragraph("范围：%s　　数据截至 %s".formatted(now.scope().label(), now.asOf()), "仿宋", TEXT, ParagraphAlignment.CENTER);
        paragraph(line, "仿宋", TEXT, ParagraphAlignment.CENTER);
        heading("一、总体情况");
        text(overall(now.figures()));
        heading("二、灯色分布");
        lamps(now.figures());
        heading("三、单位排名（按%s）".formatted(by.label()));
        places.forEach(this::ranking);
        heading("四、近 12 周趋势");
        trend(now.trend());
        heading("五、今日须关注");
        List<List<String>> lines = new ArrayList<>(List.of(List.of("事项", "件数")));
        now.attention().forEach(each -> lines.add(List.of(each.label(), Count.of(each.count()))));
        table(lines);
        text("说明：本稿由系统按截至时间的数据生成，数字不再变动；与驾驶舱、问题清单、工作簿同一口径。文字由办公室补充，定稿前不编文号、不作正式文书。");
    }

    private static String overall(Totals.Figures figures) {
        OnTime onTime = figures.onTime();
        return "问题总数 %s 件，在办 %s 件，即将到期 %s 件，超期 %s 件，待核查 %s 件，已销号 %s 件。按期办结率（按原定）%s，（按批准）%s；其中超期办结 %s 件。"
                .formatted(
                        Count.of(figures.of(View.ALL)),
                        Count.of(figures.of(View.OPEN)),
                        Count.of(figures.of(View.SOON)),
                        Count.of(figures.of(View.OVERDUE)),
                        Count.of(figures.of(View.SUBMITTED)),
                        Count.of(onTime.closed()),
                        onTime.rateByOriginal(),
                        onTime.rateByApproved(),
                        Count.of(onTime.lateByApproved()));
    }

    private void lamps(Totals.Figures figures) {
        table(List.of(
                Arrays.stream(Lamp.values())
                        .map(lamp -> lamp.shape() + lamp.word())
                        .toList(),
                Arrays.stream(Lamp.values())
                        .map(lamp -> Count.of(figures.of(lamp)))
                        .toList()));
    }

    private void ranking(UnitGroup group, List<UnitRanking.Place> places) {
        text(group.label() + (places.isEmpty() ? "：还没有承办的问题。" : ""));
        if (places.isEmpty()) {
            return;
        }
        List<List<String>> rows =
                new ArrayList<>(List.of(List.of("名次", "单位", "按期办结率（按原定）", "按期办结率（按批准）", "超期", "在办", "总数", "平均整改工作日")));
        for (UnitRanking.Place place : places) {
            UnitFigures unit = place.figures();
            rows.add(List.of(
                    place.rank() == null ? place.unranked() : place.rank().toString(),
                    unit.name(),
                    unit.onTime().rateByOriginal(),
                    unit.onTime().rateByApproved(),
                    Count.of(unit.overdue()),
                    Count.of(unit.open()),
                    Count.of(unit.total()),
                    unit.days()));
        }
        table(rows);
    }

    private void trend(Trend.@Nullable Weeks trend) {
        if (trend == null || !trend.known()) {
            text(trend == null ? "清单范围没有趋势。" : "还没有过完的一天。");
            return;
        }
        List<List<String>> rows = new ArrayList<>(List.of(List.of("周（周一）", "新增", "销号", "周末存量")));
        for (Trend.Week week : trend.weeks()) {
            @Nullable Integer open = week.open();
            rows.add(
                    open == null
                            ? List.of(week.monday().toString(), "—", "—", "—")
                            : List.of(
                                    week.monday().toString(),
                                    Count.of(week.registered()),
                                    Count.of(week.closed()),
                                    Count.of(open)));
        }
        table(rows);
    }

    private void paper() {
        CTSectPr section = word.getDocument().getBody().addNewSectPr();
        CTPageSz size = section.addNewPgSz();
        size.setW(twips(210));
        size.setH(twips(297));
        CTPageMar margins = section.addNewPgMar();
        margins.setTop(twips(30));
        margins.setBottom(twips(30));
        margins.setLeft(twips(25));
        margins.setRight(twips(25));
    }

    private static BigInteger twips(int millimetres) {
        return BigInteger.valueOf((long) millimetres * TWIPS_PER_MM);
    }

    private void heading(String content) {
        paragraph(content, "黑体", HEADING, ParagraphAlignment.LEFT).setKeepNext(true);
    }

    private void text(String content) {
        paragraph(content, "仿宋", TEXT, ParagraphAlignment.LEFT).setIndentationFirstLine(TEXT * 20 * 2);
    }

    private XWPFParagraph paragraph(String content, String font, int points, ParagraphAlignment alignment) {
        XWPFParagraph paragraph = word.createParagraph();
        paragraph.setAlignment(alignment);
        paragraph.setSpacingBefore(points * 8);
        run(paragraph, content, font, points);
        return paragraph;
    }

    private static XWPFRun run(XWPFParagraph paragraph, String content, String font, int points) {
        XWPFRun run = paragraph.createRun();
        run.setFontSize(points);
        run.setFontFamily(font);
        CTFonts fonts = run.getCTR().getRPr().getRFontsArray(0);
        fonts.setEastAsia(font);
        run.setText(content);
        return run;
    }

    /** The first row is the heading, which each page repeats. */
    private void table(List<List<String>> rows) {
        XWPFTable table = word.createTable(rows.size(), rows.get(0).size());
        table.setWidth("100%");
        table.setTableAlignment(TableRowAlign.CENTER);
        table.getRow(0).setRepeatHeader(true);
        for (int row = 0; row < rows.size(); row++) {
            table.getRow(row).setCantSplitRow(true);
            for (int column = 0; column < rows.get(row).size(); column++) {
                XWPFTableCell cell = table.getRow(row).getCell(column);
                XWPFParagraph paragraph = cell.getParagraphs().get(0);
                paragraph.setAlignment(row > 0 && column > 0 ? ParagraphAlignment.RIGHT : ParagraphAlignment.CENTER);
                run(paragraph, rows.get(row).get(column), row == 0 ? "黑体" : "仿宋", TABLE);
            }
        }
    }
}
