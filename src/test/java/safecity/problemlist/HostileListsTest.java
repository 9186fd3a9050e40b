package safecity.problemlist;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import java.io.File;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import safecity.ApplicationTest;
import safecity.DatabaseChecksum;
import safecity.HttpPerson;
import safecity.Upload;
import safecity.engine.Refused;
import safecity.problemlist.ProblemList.Status;

/** The corpus of nasty workbooks against the running application: each is refused with its reason, and nothing else is left of it (fault F21). */
class HostileListsTest extends ApplicationTest {

    private static final long MEGABYTE = 1024 * 1024;
    private static final List<String> NAMES = List.of("../../etc/passwd", "CON", "\u202Exslx.exe", "长".repeat(300));

    @Autowired
    private ProblemLists lists;

    @Autowired
    private ServletContext server;

    @LocalServerPort
    private int port;

    @Test
    void are_refused_with_their_reason_and_leave_no_row() throws Exception {
        Upload upload = new Upload(HttpPerson.signIn(port, "duban"), "/lists/new", "/lists", "");
        Set<String> files = Upload.leftOver(directory());
        long heap = Upload.heap();
        Map<String, String> before = tables();

        List<Long> received = new ArrayList<>();
        NastyWorkbooksTest.corpus().forEach(nasty -> {
            byte[] bytes = nasty.bytes().get();
            String name = NAMES.get(received.size() % NAMES.size());
            HttpResponse<String> answer = upload.send(name, bytes);
            String leadsTo = answer.headers().firstValue("Location").orElse("");
            assertThat(answer.statusCode()).as(nasty.name()).isEqualTo(302);
            if (leadsTo.endsWith("/lists/new")) { // empty, or too large to be kept at all
                assertThat(bytes.length).as(nasty.name()).matches(size -> size == 0 || size > WorkbookGate.MAX_BYTES);
                return;
            }
            long id = Long.parseLong(leadsTo.substring(leadsTo.lastIndexOf('/') + 1));
            received.add(id);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> lists.require(id).status() != Status.READING);
            ProblemList list = lists.require(id);
            assertThat(list.status()).as(nasty.name()).isEqualTo(Status.REFUSED);
            assertThat(list.refusal())
                    .as(nasty.name())
                    .contains(nasty.refusal())
                    .containsPattern("请|不能");
            assertThat(list.fileName()).matches("[^/\\\\\\p{Cntrl}\\p{Cf}]{1,120}");
        });

        assertThat(received).hasSizeGreaterThan(15);
        assertThat(tables()).as("tables but for the refused lists").isEqualTo(before);
        assertThat(Upload.heap() - heap).as("bytes that stay").isLessThan(64 * MEGABYTE);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(Upload.leftOver(directory()))
                        .as("files that stay")
                        .isSubsetOf(files));
    }

    @Test
    void an_endless_stream_is_cut_off() {
        Upload upload = new Upload(HttpPerson.signIn(port, "duban"), "/lists/new", "/lists", "");
        var endless = new Upload.Endless(2048 * MEGABYTE);
        Map<String, String> before = new DatabaseChecksum(jdbc).take();

        try {
            assertThat(upload.stream("无尽.xlsx", endless).statusCode()).isBetween(300, 499);
        } catch (AssertionError unanswered) {
            assertThat(unanswered).as("a broken connection").hasCauseInstanceOf(java.io.IOException.class);
        }

        assertThat(endless.taken()).isLessThan(300 * MEGABYTE);
        assertThat(new DatabaseChecksum(jdbc).take()).isEqualTo(before);
    }

    @Test
    void more_than_a_day_allows_are_refused_also_if_they_come_at_once() throws Exception {
        itIs(LocalDate.of(2020, 3, 3), LocalTime.of(9, 0));
        ListDays days = new ListDays(
                jdbc,
                clock,
                jdbc.sql(
                                "select count(*) + 2 from safecity.problem_list where uploaded_by = 'duban' and uploaded_at::date = '2020-03-03'")
                        .query(Integer.class)
                        .single());
        Callable<Boolean> upload = () -> {
            try {
                transaction.executeWithoutResult(status -> {
                    days.requireRoom("duban");
                    lists.add("清单.xlsx", UUID.randomUUID().toString(), new byte[1], "duban");
                });
                return true;
            } catch (Refused full) {
                assertThat(full).hasMessageContaining("到了每日上限").hasMessageContaining("明天");
                return false;
            }
        };

        var threads = Executors.newFixedThreadPool(4);
        try {
            int accepted = 0;
            for (Future<Boolean> each : threads.invokeAll(List.of(upload, upload, upload, upload))) {
                accepted += each.get() ? 1 : 0;
            }
            assertThat(accepted).isEqualTo(2);
        } finally {
            threads.shutdownNow();
            jdbc.sql("delete from safecity.problem_list where uploaded_at::date = '2020-03-03' and length(file) = 1")
                    .update();
        }
    }

    private Map<String, String> tables() {
        Map<String, String> tables = new DatabaseChecksum(jdbc).take();
        tables.remove("safecity.problem_list");
        return tables;
    }

    private Path directory() {
        return ((File) server.getAttribute(ServletContext.TEMPDIR)).toPath();
    }
}
