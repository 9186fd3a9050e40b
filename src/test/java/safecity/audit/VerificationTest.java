package safecity.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import safecity.database.StartRefused;

/** What the superuser does to the chain, in a transaction that is rolled back afterwards, and that verification sees it. */
class VerificationTest extends AuditCase {

    @TempDir
    private Path directory;

    @Autowired
    private Verification verification;

    @Autowired
    private DailyAnchor daily;

    @Autowired
    private AnchorFiles realFiles;

    private AnchorFiles files;
    private Connection connection;
    private JdbcTemplate superuser;
    private long first;

    @BeforeEach
    void begin() throws Exception {
        files = new AnchorFiles(directory.toString(), "");
        for (int i = 0; i < 5; i++) {
            audit.record(null, "测试", "第" + i, "前 → 后");
        }
        first = chain.end().seq() - 4;
        connection = asSuperuser();
        connection.setAutoCommit(false);
        superuser = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        superuser.execute("alter table safecity.audit_entry disable trigger user");
    }

    @AfterEach
    void end() throws Exception {
        connection.rollback();
        connection.close();
    }

    private Verification.Result verified() {
        return new Verification(superuser, files).run();
    }

    private void assertBroken(long seq, String words) {
        Verification.Result result = verified();
        assertThat(result.broken()).isNotNull();
        assertThat(result.broken().seq()).isEqualTo(seq);
        assertThat(result.sentence()).startsWith("审计链已损坏").contains(words);
    }

    @Test
    void finds_everything_as_it_was_written() {
        Verification.Result result = verified();

        assertThat(result.broken()).isNull();
        assertThat(result.rows()).isEqualTo(first + 4);
        assertThat(result.sentence()).startsWith("审计链完整。共核对").contains("锚点 0 个");
    }

    @Test
    void names_the_entry_that_was_changed() {
        superuser.update(
                "update safecity.audit_entry set details = '前 → 别的' where seq in (?, ?)", first + 2, first + 4);

        assertBroken(first + 2, "第 %d 条的内容与它的哈希不符".formatted(first + 2));
    }

    @Test
    void names_the_entry_behind_one_that_was_changed_and_sealed_anew() {
        forge(first + 1, first + 1);

        assertBroken(first + 2, "第 %d 条与上一条不衔接".formatted(first + 2));
    }

    @Test
    void names_the_first_entry_that_was_deleted() {
        superuser.update("delete from safecity.audit_entry where seq in (?, ?)", first + 1, first + 2);

        assertBroken(first + 1, "缺第 %d 至 %d 条".formatted(first + 1, first + 2));
    }

    @Test
    void sees_by_the_anchor_that_the_end_was_deleted() {
        anchor();
        superuser.update("delete from safecity.audit_entry where seq > ?", first + 2);

        assertBroken(first + 3, "末尾被删除了");
    }

    @Test
    void sees_by_the_anchor_that_the_whole_chain_was_rewritten() {
        anchor();
        forge(first, first + 4);
        assertThat(new Verification(
                                superuser,
                                new AnchorFiles(directory.resolve("none").toString(), ""))
                        .run()
                        .broken())
                .as("the chain by itself is sound")
                .isNull();

        assertBroken(first + 4, "与 2020-06-01 的锚点不符");
    }

    @Test
    void sees_a_line_that_is_no_anchor() throws Exception {
        anchor();
        Path file = directory.resolve("2020-06.csv");
        Files.writeString(file, Files.readString(file) + "2020-06-02,2020-0");
        assertBroken(0, "2020-06.csv:3");

        Anchor known = files.read().anchors().get(0);
        files.append(new Anchor(LocalDate.of(2020, 6, 3), known.at(), known.seq(), known.count(), known.hash()));
        assertThat(files.read().anchors()).hasSize(2);
        assertThat(files.read().unreadable()).containsExactly("2020-06.csv:3");
    }

    @Test
    void writes_the_end_down_once_as_long_as_nothing_is_added() throws Exception {
        connection.rollback();
        new DailyAnchor(chain, files, audit, clock).write();
        new DailyAnchor(chain, files, audit, clock).write();
        Chain.End end = chain.end();
        itIs(LocalDate.of(2020, 7, 1), LocalTime.of(0, 5));
        audit.record(null, "测试", "下月", "");
        new DailyAnchor(chain, files, audit, clock).write();

        assertThat(Files.readAllLines(directory.resolve("2020-06.csv")))
                .containsExactly(
                        "day,at,seq,count,hash",
                        "2020-06-01,2020-06-01T02:00:00Z,%d,%d,%s".formatted(end.seq(), end.seq(), end.hash()));
        assertThat(Files.readAllLines(directory.resolve("2020-07.csv"))).hasSize(2);
        assertThat(new Verification(superuser, files).run().broken()).isNull();
    }

    @Test
    void refuses_to_start_where_no_anchor_can_be_written() throws Exception {
        connection.rollback();
        Path file = Files.createFile(directory.resolve("taken"));

        assertThatThrownBy(() -> new DailyAnchor(chain, new AnchorFiles(file.toString(), ""), audit, clock).atStart())
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("--safecity.anchor-directory");
    }

    @Test
    void is_anchored_in_the_data_directory_by_the_running_application() {
        daily.write();

        assertThat(realFiles.directory()).endsWith(DATA.resolve("anchors"));
        assertThat(realFiles.read().anchors())
                .extracting(Anchor::hash)
                .contains(chain.end().hash());
        Verification.Result result = verification.run();
        assertThat(result.broken()).isNull();
        assertThat(result.anchors()).isPositive();
    }

    @Test
    void says_each_night_that_an_anchored_entry_is_another_one_or_gone() throws Exception {
        connection.rollback();
        files.append(new Anchor(
                LocalDate.of(2020, 5, 30),
                clock.instant(),
                first,
                first,
                chain.end().hash()));
        for (int night = 1; night <= 2; night++) {
            long before = chain.end().seq();

            new DailyAnchor(chain, files, audit, clock).write();

            assertThat(since(before)).singleElement().satisfies(entry -> {
                assertThat(entry.draft().act()).isEqualTo("核对操作日志");
                assertThat(entry.draft().outcome()).isEqualTo(Outcome.FAILED);
                assertThat(entry.draft().details()).contains("第 %d 条与 2020-05-30 的锚点不符".formatted(first));
            });
        }
    }

    @Test
    void cannot_be_cleared_by_the_owner_who_disables_nothing() throws Exception {
        connection.rollback();

        assertThatThrownBy(
                        () -> asOwner().sql("delete from safecity.audit_entry").update())
                .hasMessageContaining("append-only");
    }

    private void anchor() {
        new DailyAnchor(new Chain(superuser), files, audit, clock).write();
    }

    /** Changes an entry and seals everything from there on anew, up to and including the last one. */
    private void forge(long from, long last) {
        String previous = superuser.queryForObject(
                "select previous_hash from safecity.audit_entry where seq = ?", String.class, from);
        for (long seq = from; seq <= last; seq++) {
            superuser.update("update safecity.audit_entry set details = '伪造' where seq = ?", seq);
            Entry changed = superuser.queryForObject(
                    "select " + Entry.COLUMNS + " from safecity.audit_entry e where e.seq = ?", Entry::read, seq);
            Entry sealed = Entry.sealed(changed.draft(), seq, previous);
            superuser.update(
                    "update safecity.audit_entry set previous_hash = ?, hash = ? where seq = ?",
                    sealed.previousHash(),
                    sealed.hash(),
                    seq);
            previous = sealed.hash();
        }
    }
}
