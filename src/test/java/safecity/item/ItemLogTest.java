package safecity.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static safecity.Cases.CLERK;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.IllegalTransactionStateException;
import safecity.CaseTest;

class ItemLogTest extends CaseTest {

    @Autowired
    private ItemLog log;

    @Test
    void tells_who_did_what_the_latest_first() {
        Item item = cases.verified(wish -> wish);
        cases.reassess(item, "ineffective");

        assertThat(log.of(item.id()))
                .extracting(ItemLog.Entry::act)
                .containsExactly("退回再整改", "复评未通过", "核查通过", "提交核查", "上传材料", "整改完毕", "方案审核通过", "提交整改方案", "签收");
        ItemLog.Entry signed = log.of(item.id()).get(8);
        assertThat(signed)
                .extracting(ItemLog.Entry::seq, ItemLog.Entry::at, ItemLog.Entry::actorName, ItemLog.Entry::unitName)
                .containsExactly(1, clock.instant(), "区城管委经办", "区城管委");
        assertThat(log.of(item.id()).get(0).actorName()).isEqualTo(ItemLog.SYSTEM);
    }

    @Test
    void seals_each_entry_with_the_hash_of_the_one_before() throws Exception {
        Item item = cases.submitted(wish -> wish);

        List<Map<String, Object>> rows =
                jdbc.sql("""
                select seq, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at, actor_name, act, detail,
                       previous_hash, hash
                  from safecity.item_event
                 where item_id = :id
                 order by seq""").param("id", item.id()).query().listOfRows();

        assertThat(rows).hasSizeGreaterThan(4);
        String previous = "";
        for (Map<String, Object> row : rows) {
            String sealed = String.join(
                    "\u001f",
                    previous,
                    Long.toString(item.id()),
                    String.valueOf(row.get("seq")),
                    String.valueOf(row.get("at")),
                    String.valueOf(row.get("actor_name")),
                    String.valueOf(row.get("act")),
                    String.valueOf(row.get("detail")));
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(sealed.getBytes(StandardCharsets.UTF_8));
            assertThat(row).containsEntry("previous_hash", previous);
            assertThat(row).containsEntry("hash", HexFormat.of().formatHex(digest));
            previous = String.valueOf(row.get("hash"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update safecity.item_event set detail = '改' where item_id = :id",
                "update safecity.item_event set at = now() where item_id = :id",
                "delete from safecity.item_event where item_id = :id"
            })
    void cannot_be_changed(String change) {
        Item item = cases.signedFor(wish -> wish);

        assertThatThrownBy(() -> jdbc.sql(change).param("id", item.id()).update())
                .hasStackTraceContaining("permission denied for table item_event");
        assertThatThrownBy(() -> asOwner().sql(change).param("id", item.id()).update())
                .hasMessageContaining("item_event is append-only");

        assertThat(log.of(item.id())).hasSize(1);
    }

    @Test
    void is_rolled_back_with_what_it_tells() {
        Item item = cases.registered(wish -> wish);

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    log.append(item.id(), CLERK, "签收", "");
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");

        assertThat(log.of(item.id())).isEmpty();
        assertThatThrownBy(() -> log.append(item.id(), CLERK, "签收", ""))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void keeps_one_chain_when_several_append_at_once() throws Exception {
        Item item = cases.registered(wish -> wish);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            work.add(() -> {
                transaction.executeWithoutResult(status -> log.append(item.id(), CLERK, "报送进展", "同时"));
                return null;
            });
        }

        for (Future<Void> appended : threads.invokeAll(work)) {
            appended.get();
        }
        threads.shutdown();

        assertThat(log.of(item.id()))
                .extracting(ItemLog.Entry::seq)
                .containsExactlyElementsOf(
                        IntStream.iterate(20, seq -> seq - 1).limit(20).boxed().toList());
        assertThat(jdbc.sql("""
                        select count(*)
                          from safecity.item_event e
                          join safecity.item_event p on p.item_id = e.item_id and p.seq = e.seq - 1
                         where e.item_id = :id and e.previous_hash = p.hash""").param("id", item.id()).query(Integer.class).single())
                .isEqualTo(19);
    }
}
