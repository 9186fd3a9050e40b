package safecity.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.ApplicationTest;
import safecity.Cases;
import safecity.engine.Refused;
import safecity.item.Item;

/** 文号: given at issue, in a year of its own each test, without a gap. */
class DocumentNumbersTest extends ApplicationTest {

    private static final String LETTER = "supervision-letter";

    @Autowired
    private Cases cases;

    @Autowired
    private Documents documents;

    @Autowired
    private DocumentRegister register;

    @BeforeEach
    void itIsAYearWithoutDocuments() {
        int year = jdbc.sql(
                        "select coalesce(max(year), 2030) + 1 from safecity.number_sequence where kind = :kind and year > 2030")
                .param("kind", LETTER)
                .query(Integer.class)
                .single();
        itIs(LocalDate.of(year, 3, 16), LocalTime.of(10, 0));
    }

    @Test
    void have_no_gap_when_many_are_issued_at_once_and_some_are_rolled_back() throws Exception {
        List<Long> ids = new ArrayList<>();
        for (int count = 0; count < 24; count++) {
            ids.add(decided());
        }
        ExecutorService nodes = Executors.newFixedThreadPool(8);
        CountDownLatch begin = new CountDownLatch(1);
        List<Future<?>> work = new ArrayList<>();
        for (long id : ids) {
            boolean fails = id % 3 == 0;
            work.add(nodes.submit(() -> {
                begin.await();
                transaction.executeWithoutResult(status -> {
                    documents.issue(id);
                    if (fails) {
                        status.setRollbackOnly();
                    }
                });
                return null;
            }));
        }
        begin.countDown();
        for (Future<?> each : work) {
            each.get();
        }
        nodes.shutdown();

        List<Integer> numbers = ids.stream()
                .map(register::find)
                .map(Document::number)
                .filter(number -> number != null)
                .map(number -> Integer.valueOf(number.replaceAll(".*〕(\\d+)号", "$1")))
                .sorted()
                .toList();
        assertThat(numbers).hasSize((int) ids.stream().filter(id -> id % 3 != 0).count());
        for (int index = 0; index < numbers.size(); index++) {
            assertThat(numbers.get(index)).isEqualTo(index + 1);
        }
    }

    @Test
    void a_draft_has_none_and_what_is_out_is_not_issued_again() {
        long id = decided();
        assertThat(register.find(id).number()).isNull();

        Document issued = issue(id);

        assertThat(issued.number())
                .isEqualTo("京兴创安办督〔%d〕1号".formatted(LocalDate.now(clock).getYear()));
        assertThatThrownBy(() -> issue(id)).isInstanceOf(Refused.class).hasMessageContaining("已经发出");
        assertThat(issue(decided()).number()).endsWith("〕2号");
    }

    @Test
    void a_draft_that_nobody_decided_on_is_not_issued() {
        long id = draft(cases.registered(wish -> wish));

        assertThatThrownBy(() -> issue(id)).isInstanceOf(Refused.class).hasMessageContaining("未经签发");
    }

    @Test
    void one_kind_to_one_recipient_has_one_draft_at_a_time() {
        Item item = cases.registered(wish -> wish);
        long id = draft(item);

        assertThat(draft(item)).isEqualTo(id);
        assertThat(draft(cases.registered(wish -> wish))).isNotEqualTo(id);
        transaction.executeWithoutResult(status -> documents.refuse(id, Cases.SUPERVISOR, "已口头督促"));
        assertThat(draft(item)).isNotEqualTo(id);
    }

    @Test
    void what_was_issued_cannot_be_rewritten_or_deleted_even_by_sql() {
        long id = issue(decided()).id();

        assertThatThrownBy(() -> jdbc.sql("update safecity.document set text = 'x' where id = :id")
                        .param("id", id)
                        .update())
                .hasMessageContaining("cannot be rewritten");
        assertThatThrownBy(() -> jdbc.sql("delete from safecity.document where id = :id")
                        .param("id", id)
                        .update())
                .hasMessageContaining("cannot be deleted");
    }

    private long decided() {
        long id = draft(cases.registered(wish -> wish));
        transaction.executeWithoutResult(status -> documents.decide(id, Cases.SUPERVISOR, "", Serving.SYSTEM));
        return id;
    }

    private long draft(Item item) {
        return transaction.execute(status -> documents.draft(item.id(), LETTER, item.leadUnit(), "该问题超期"));
    }

    private Document issue(long id) {
        return transaction.execute(status -> documents.issue(id));
    }
}
