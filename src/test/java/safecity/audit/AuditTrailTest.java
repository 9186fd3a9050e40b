package safecity.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static safecity.Cases.CLERK;
import static safecity.Cases.SUPERVISOR;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import safecity.item.Item;

/** Entries, their chain, and their transactions. */
class AuditTrailTest extends AuditCase {

    @Test
    void tells_what_people_and_timers_did_to_a_case() {
        long before = chain.end().seq();
        Item item = cases.verified(wish -> wish);
        cases.reassess(item, "ineffective");

        List<Entry> entries = since(before);
        assertThat(entries)
                .filteredOn(entry -> entry.draft().object().equals(item.number()))
                .extracting(entry -> entry.draft().act())
                .contains("签收", "提交整改方案", "方案审核通过", "上传材料", "提交核查", "核查通过", "复评未通过", "退回再整改");
        Draft signed = entries.stream()
                .map(Entry::draft)
                .filter(draft -> draft.act().equals("签收"))
                .findFirst()
                .orElseThrow();
        assertThat(signed.login()).isEqualTo(CLERK);
        assertThat(signed.name()).isEqualTo("区城管委经办");
        assertThat(signed.roles()).isEqualTo("单位经办");
        assertThat(signed.unit()).isEqualTo("区城管委");
        assertThat(signed.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(signed.at()).isEqualTo(clock.instant());
        assertThat(signed.node()).isNotEmpty();
        Draft uploaded = entries.stream()
                .map(Entry::draft)
                .filter(draft -> draft.act().equals("上传材料"))
                .findFirst()
                .orElseThrow();
        assertThat(uploaded.address()).isEqualTo("127.0.0.1");
        assertThat(uploaded.requestId()).isNotEmpty();
        assertThat(entries.get(entries.size() - 1).draft().name()).isEqualTo("系统");
    }

    @Test
    void seals_each_entry_as_its_documentation_says() throws Exception {
        transaction.executeWithoutResult(status -> {
            audit.record(person(SUPERVISOR), "催办", "WT-2020-00001", "一，二\n三 → 四\u0000𠮷");
            audit.record(null, "超期", "WT-2020-00002", "");
        });

        List<Entry> last = since(chain.end().seq() - 2);
        Entry first = last.get(0);
        Draft told = first.draft();
        StringBuilder canonical = new StringBuilder();
        for (String field : List.of(
                first.previousHash(),
                String.valueOf(first.seq()),
                "2020-06-01T02:00:00.000000Z",
                told.node(),
                "duban",
                told.name(),
                "创安办督办员",
                "区创安办",
                "",
                "催办",
                "WT-2020-00001",
                "SUCCEEDED",
                "一，二\n三 → 四\uFFFD𠮷",
                "",
                "safecity-audit-1")) {
            canonical.append("%d:%s,".formatted(field.getBytes(StandardCharsets.UTF_8).length, field));
        }
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(canonical.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(first.hash()).isEqualTo(HexFormat.of().formatHex(digest));
        assertThat(last.get(1).previousHash()).isEqualTo(first.hash());
    }

    @Test
    void leaves_neither_entry_nor_gap_when_the_act_is_rolled_back() {
        long before = chain.end().seq();

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    audit.record(person(SUPERVISOR), "催办", "WT-2020-00001", "");
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        transaction.executeWithoutResult(status -> {
            audit.record(person(SUPERVISOR), "催办", "WT-2020-00002", "");
            status.setRollbackOnly();
        });
        audit.record(person(SUPERVISOR), "催办", "WT-2020-00003", "");

        assertThat(since(before))
                .extracting(Entry::seq, entry -> entry.draft().object())
                .containsExactly(tuple(before + 1, "WT-2020-00003"));
    }

    @Test
    void refuses_the_act_if_its_entry_cannot_be_written() {
        Item item = cases.dispatched();
        long before = chain.end().seq();
        asOwner()
                .sql("alter table safecity.audit_entry add constraint broken check (act <> '签收' or seq <= %d) not valid"
                        .formatted(before))
                .update();
        try {
            assertThatThrownBy(() -> cases.complete(item, CLERK, "signFor", Map.of("decision", "signFor")))
                    .hasStackTraceContaining("violates check constraint \"broken\"");
        } finally {
            asOwner()
                    .sql("alter table safecity.audit_entry drop constraint broken")
                    .update();
        }

        assertThat(since(before)).noneMatch(entry -> entry.draft().act().equals("签收"));
        assertThat(cases.at(item)).contains("signFor");
        cases.complete(item, CLERK, "signFor", Map.of("decision", "signFor"));
        assertThat(since(before)).anyMatch(entry -> entry.draft().act().equals("签收"));
    }

    @Test
    void keeps_a_denied_attempt_though_the_attempt_is_rolled_back() {
        long before = chain.end().seq();

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    audit.record(person(CLERK), "签收", "WT-2020-00009", "");
                    audit.denied(person(CLERK), "越权访问", "WT-2020-00009", "不是本单位的任务");
                    throw new IllegalStateException("not allowed");
                }))
                .hasMessage("not allowed");

        assertThat(since(before)).extracting(entry -> entry.draft().outcome()).containsExactly(Outcome.DENIED);
    }

    @Test
    void writes_at_once_what_is_recorded_while_only_reading() {
        long before = chain.end().seq();
        transaction.setReadOnly(true);
        try {
            transaction.executeWithoutResult(status -> audit.record(person(CLERK), "下载文书", "WT-2020-00009", ""));
        } finally {
            transaction.setReadOnly(false);
        }
        assertThat(since(before)).hasSize(1);
    }

    @Test
    void lets_a_second_writer_wait_for_the_commit_of_the_first_and_for_nothing_else() throws Exception {
        long before = chain.end().seq();
        CountDownLatch recorded = new CountDownLatch(1);
        CountDownLatch mayCommit = new CountDownLatch(1);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Future<?> slow = threads.submit(() -> transaction.executeWithoutResult(status -> {
            audit.record(person(SUPERVISOR), "催办", "slow", "");
            recorded.countDown();
            try {
                mayCommit.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }));
        assertThat(recorded.await(20, TimeUnit.SECONDS)).isTrue();

        audit.record(person(SUPERVISOR), "催办", "quick", "");
        mayCommit.countDown();
        slow.get(20, TimeUnit.SECONDS);
        threads.shutdown();

        assertThat(since(before)).extracting(entry -> entry.draft().object()).containsExactly("quick", "slow");
    }

    @Test
    void keeps_one_chain_without_gaps_when_many_write_at_once() throws Exception {
        long before = chain.end().seq();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Callable<Void>> work = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            boolean fails = i % 5 == 0;
            work.add(() -> {
                transaction.executeWithoutResult(status -> {
                    audit.record(null, "同时", "a", "");
                    audit.record(null, "同时", "b", "");
                    if (fails) {
                        status.setRollbackOnly();
                    }
                });
                return null;
            });
        }
        for (Future<Void> done : threads.invokeAll(work)) {
            done.get();
        }
        threads.shutdown();

        List<Entry> entries = since(before);
        assertThat(entries)
                .extracting(Entry::seq)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(before + 1, before + 320).boxed().toList());
        for (int i = 1; i < entries.size(); i++) {
            assertThat(entries.get(i).previousHash())
                    .isEqualTo(entries.get(i - 1).hash());
            assertThat(entries.get(i).hash()).isEqualTo(entries.get(i).computedHash());
        }
    }
}
