package safecity.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static safecity.Cases.SUPERVISOR;
import static safecity.browser.Visit.Screen.DESK;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.Cases;
import safecity.identity.People;
import safecity.item.Item;

/** 打印: what lies on the desk of a meeting is a sheet with a title and a time, without the menus and buttons of a screen. */
class PrintTest extends BrowserTest {

    private static final String[] OF_THE_SCREEN = {"退出", "搜索", "清单导入", "运行监控", "跳到正文", "首页"};

    @Autowired
    private Cases cases;

    @Autowired
    private People people;

    /** A printed page: its text, its number of sheets, and whether these lie on their side. */
    private record Print(String text, int sheets, boolean landscape) {}

    @BeforeEach
    void inJune2020() {
        itIs(LocalDate.of(2020, 6, 1), LocalTime.of(10, 0));
    }

    @Test
    void board_is_a_landscape_sheet_with_its_time() throws IOException {
        cases.underWay(wish -> wish);

        Print board = print("/board");

        assertThat(board.landscape()).isTrue();
        assertThat(board.text())
                .contains("督办驾驶舱", "截至 2020-06-01 10:00", "单位排名", "今日须关注", "区城管委", "打印人 督办员甲", "第 1 页 共");
        assertThat(board.text()).doesNotContain(OF_THE_SCREEN).doesNotContain("大屏", "导出排名", "刷新");
    }

    @Test
    void item_is_an_upright_sheet_from_its_facts_to_its_timeline() throws IOException {
        Item item = new SampleCases(cases, people, jdbc, mvc).submitted();

        Print sheet = print("/items/" + item.number());

        assertThat(sheet.landscape()).isFalse();
        assertThat(sheet.text())
                .contains(item.number(), "现行时限", item.approvedDeadline().toString(), "更换并加装防坠网")
                .contains("整改前", "整改后", "提交核查", "整改中 → 待核查", "截至 2020-06-01 10:00");
        assertThat(sheet.text()).doesNotContain(OF_THE_SCREEN).doesNotContain("二维码", "选择文件", "查看佐证材料");
    }

    @Test
    void list_repeats_its_head_on_every_sheet() throws IOException {
        for (int each = 0; each < 40; each++) {
            cases.registered(wish -> wish.described("打印清单用的问题，" + "描述较长，".repeat(12)));
        }

        Print list = print("/items?q=打印清单用的问题&size=100");

        assertThat(list.landscape()).isTrue();
        assertThat(list.sheets()).isGreaterThan(1);
        assertThat(Pattern.compile("剩余工作日").matcher(list.text()).results().count())
                .isEqualTo(list.sheets());
        assertThat(list.text()).contains("问题清单", "截至 2020-06-01 10:00").doesNotContain(OF_THE_SCREEN);
        assertThat(list.text()).doesNotContain("批量催办", "下一页", "重置");
    }

    private Print print(String path) throws IOException {
        Visit visit = visit(SUPERVISOR, DESK);
        visit.open(path);
        visit.awaitParts();
        byte[] pdf = visit.page().pdf(new Page.PdfOptions().setPreferCSSPageSize(true));
        Path kept = Path.of("target", "screenshots", "print" + path.replaceAll("[^a-z]+", "-") + ".pdf");
        Files.createDirectories(kept.getParent());
        Files.write(kept, pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            var box = document.getPage(0).getMediaBox();
            return new Print(
                    new PDFTextStripper().getText(document),
                    document.getNumberOfPages(),
                    box.getWidth() > box.getHeight());
        }
    }
}
