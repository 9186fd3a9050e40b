package safecity.board;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import safecity.calendar.Deadline;
import safecity.cockpit.PageTest;
import safecity.item.Grade;
import safecity.item.Item;
import safecity.item.Status;

/** What the tests of the board share: items of a list of their own, so that the board can be narrowed to them. */
abstract class BoardCase extends PageTest {

    /** Row of the list that all items of one test come from. */
    long list;

    @BeforeEach
    void aListOfItsOwn() {
        list = jdbc.sql("""
                insert into safecity.problem_list (title, reporting_unit, year, file_name, file_sha256, file, status, uploaded_by, uploaded_at)
                values (:title, '区创安办', 2020, 'list.xlsx', :hash, '', 'DISPATCHED', 'duban', now())
                returning id""")
                .param("title", "清单" + mark)
                .param("hash", UUID.randomUUID().toString())
                .query(Long.class)
                .single();
    }

    Item ofList(LocalDate deadline) {
        Item item = register(deadline, "消防通道被占用", Grade.ORDINARY, new Deadline(deadline, false));
        jdbc.sql("update safecity.item set list_id = :list where id = :id")
                .param("list", list)
                .param("id", item.id())
                .update();
        return item;
    }

    Item ledBy(String unit, LocalDate deadline) {
        Item item = ofList(deadline);
        transaction.executeWithoutResult(status -> items.reassign(item.id(), unit));
        return item;
    }

    void closeOn(Item item, LocalDate day) {
        LocalDate today = LocalDate.now(clock);
        itIs(day, LocalTime.NOON);
        move(
                item,
                Status.DISPATCHED,
                Status.PLANNING,
                Status.RECTIFYING,
                Status.SUBMITTED,
                Status.VERIFIED,
                Status.CLOSED);
        itIs(today, LocalTime.of(10, 0));
    }

    Document board(String more) throws Exception {
        return page("/board?list=" + list + more, "duban");
    }

    static String tile(Document board, String label) {
        return board.select(".sc-tiles a").stream()
                .filter(tile -> tile.selectFirst("span").text().equals(label))
                .map(tile -> tile.selectFirst("b").text())
                .findFirst()
                .orElseThrow();
    }

    static String linkOf(Document board, String label) {
        return board.select(".sc-tiles a").stream()
                .filter(tile -> tile.selectFirst("span").text().equals(label))
                .map(tile -> tile.attr("href"))
                .findFirst()
                .orElseThrow();
    }

    static Element rowOf(Document board, String unit) {
        return board.select("#board-ranking ~ .sc-scroll tbody tr").stream()
                .filter(row -> row.selectFirst("th").text().equals(unit))
                .findFirst()
                .orElseThrow();
    }
}
