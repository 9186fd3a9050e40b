package safecity.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import safecity.engine.Refused;
import safecity.item.ItemLog;

/** Files on a real database: who may do what, what is kept, and what stays as it is. */
class EvidenceTest extends EvidenceCase {

    @Test
    void keeps_what_the_assignee_uploads_and_tells_it_in_the_log() {
        EvidenceItem added = changes.add(task, Phase.AFTER, stream(Corpus.phonePhoto()), "../../整改后.jpg", clerk);

        EvidenceItem listed = evidence.list(item.id()).get(0);
        assertThat(listed).isEqualTo(added);
        assertThat(listed.fileName()).isEqualTo("整改后.jpg");
        assertThat(listed.unit()).isEqualTo(UNIT);
        assertThat(listed.takenAt()).isNotNull();
        assertThat(listed.sealed()).isFalse();
        assertThat(evidence.count(item.id(), 1, Phase.AFTER)).isEqualTo(1);
        assertThat(evidence.count(item.id(), 1, Phase.BEFORE)).isZero();
        assertThat(FileCheck.sha256(store.read(listed.sha256()))).isEqualTo(listed.sha256());
        ItemLog.Entry told = log.of(item.id()).get(0);
        assertThat(told.act()).isEqualTo("上传材料");
        assertThat(told.detail()).contains("整改后.jpg", listed.sha256().substring(0, 16));
    }

    @Test
    void refuses_the_same_file_twice_in_a_phase_but_not_in_another() {
        byte[] photo = Corpus.jpg();
        upload(Phase.BEFORE, photo, "第一张.jpg");

        upload(Phase.AFTER, photo, "第一张.jpg");

        assertThatThrownBy(() -> upload(Phase.BEFORE, photo, "又一张.jpg"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("第一张.jpg");
    }

    @Test
    void refuses_the_fifty_first_file() {
        for (int i = 0; i < EvidenceChanges.MAX_FILES; i++) {
            upload(Phase.AFTER, small(i), i + ".png");
        }

        assertThatThrownBy(() -> upload(Phase.AFTER, small(99), "多.png")).hasMessageContaining("最多上传 50");
    }

    @Test
    void keeps_shared_bytes_while_another_file_needs_them() {
        byte[] photo = small(33);
        EvidenceItem first = upload(Phase.BEFORE, photo, "一.png");
        EvidenceItem second = upload(Phase.AFTER, photo, "二.png");

        changes.delete(first.id(), clerk);

        assertThat(store.read(second.sha256())).isNotEmpty();
    }

    @Test
    void refuses_to_serve_bytes_that_were_changed_in_the_database() {
        EvidenceItem file = upload(Phase.AFTER, small(444), "照片.png");
        jdbc.sql(
                        "update safecity.evidence_content set bytes = set_byte(bytes, 20, get_byte(bytes, 20) # 1) where sha256 = :s")
                .param("s", file.sha256())
                .update();

        assertThatThrownBy(() -> store.read(file.sha256())).isInstanceOf(DamagedEvidence.class);
        assertThat(store.damaged()).contains(file.sha256());

        changes.delete(file.id(), clerk);
    }

    @Test
    void lets_the_database_itself_keep_sealed_files() {
        EvidenceItem file = upload(Phase.AFTER, small(55), "照片.png");
        transaction.executeWithoutResult(status -> evidence.seal(item.id(), 1));

        assertThatThrownBy(() -> jdbc.sql("delete from safecity.evidence where id = :id")
                        .param("id", file.id())
                        .update())
                .hasMessageContaining("cannot change");
    }

    @Test
    void tells_that_the_same_file_stands_for_another_item() {
        upload(Phase.AFTER, small(66), "照片.png");
        registerAnItemWithAnOpenTask();

        upload(Phase.AFTER, small(66), "照片.png");

        assertThat(evidence.list(item.id()).get(0).elsewhere()).isPositive();
    }

    @Test
    void refuses_an_upload_that_meets_the_submission() throws Exception {
        var sealed = new CountDownLatch(1);
        var pool = Executors.newSingleThreadExecutor();
        try {
            Future<?> upload = pool.submit(() -> {
                sealed.await();
                return upload(Phase.AFTER, small(77), "晚.png");
            });
            transaction.executeWithoutResult(status -> {
                evidence.seal(item.id(), 1);
                sealed.countDown();
                sleep();
                closeTask();
            });

            assertThatThrownBy(() -> upload.get(20, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(java.util.NoSuchElementException.class);
            assertThat(evidence.list(item.id())).isEmpty();
        } finally {
            pool.shutdownNow();
        }
    }

    private static void sleep() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
