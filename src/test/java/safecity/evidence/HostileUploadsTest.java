package safecity.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import java.io.File;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import safecity.DatabaseChecksum;
import safecity.HttpPerson;
import safecity.Upload;

/** The corpora of bad files against the running application: refused in Chinese, and nothing is left of them (fault F21). */
class HostileUploadsTest extends EvidenceCase {

    private static final long MEGABYTE = 1024 * 1024;
    private static final Set<String> SERVED =
            Arrays.stream(FileKind.values()).map(FileKind::mediaType).collect(Collectors.toSet());

    /** Names that are no names; each is sent with a good picture. */
    private static final List<String> NAMES = List.of(
            "../../../etc/passwd",
            "..\\\\..\\\\boot.ini",
            "CON",
            "\u202Egpj.exe",
            "照".repeat(300) + ".html",
            "<script>alert(1)</script>.svg",
            "x.jpg\\\"; filename=\\\"y.html",
            ".htaccess");

    @Autowired
    private ServletContext server;

    @LocalServerPort
    private int port;

    @Test
    void are_refused_in_words_and_leave_nothing_behind() throws Throwable {
        Upload upload = upload(HttpPerson.signIn(port, clerk.login()));
        Set<String> before = Upload.leftOver(directory());
        long heap = Upload.heap();

        new DatabaseChecksum(jdbc).assertUnchangedBy(() -> {
            corpus().forEach((name, bytes) -> assertRefused(name, upload.send(name, bytes.get())));
            assertRefused("NUL", upload.send("a\0b.jpg", Corpus.jpg()));
            assertRefused("long", upload.send("长.jpg", new byte[40 * (int) MEGABYTE]));
        });

        assertThat(Upload.heap() - heap).as("bytes that stay").isLessThan(64 * MEGABYTE);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(Upload.leftOver(directory()))
                        .as("files that stay")
                        .isSubsetOf(before));
    }

    @Test
    void an_endless_stream_is_cut_off() throws Exception {
        Upload upload = upload(HttpPerson.signIn(port, clerk.login()));
        var endless = new Upload.Endless(2048 * MEGABYTE);
        Set<String> before = Upload.leftOver(directory());

        try {
            assertRefused("endless", upload.stream("无尽.jpg", endless));
        } catch (AssertionError unanswered) {
            assertThat(unanswered).as("a broken connection").hasCauseInstanceOf(java.io.IOException.class);
        }

        assertThat(endless.taken()).isLessThan(300 * MEGABYTE);
        assertThat(evidence.list(item.id())).isEmpty();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(Upload.leftOver(directory())).isSubsetOf(before));
    }

    @Test
    void what_is_kept_is_served_as_what_it_is_and_can_run_nothing() {
        HttpPerson person = HttpPerson.signIn(port, clerk.login());
        Upload upload = upload(person);
        for (int at = 0; at < NAMES.size(); at++) {
            assertThat(upload.send(NAMES.get(at), small(at)).statusCode())
                    .as(NAMES.get(at))
                    .isEqualTo(201);
        }
        upload.send("两面.jpg.html", Corpus.concat(Corpus.jpg(), Corpus.text("<script>alert(1)</script>")));
        upload.send("报告.html", PdfCorpus.printed());
        upload.send("报告.svg", Corpus.docx());

        assertThat(evidence.list(item.id())).hasSize(NAMES.size() + 3).allSatisfy(file -> {
            assertThat(file.fileName()).matches("[^/\\\\<>\":|?*\\p{Cntrl}\\p{Cf}]{1,120}\\.(jpg|png|pdf|docx)");
            HttpResponse<String> answer = person.send("GET", "/evidence/" + file.id(), null);
            assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                    .isIn(SERVED);
            assertThat(answer.headers().allValues("X-Content-Type-Options")).contains("nosniff");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("sandbox;", "default-src 'none'");
            assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
                    .startsWith(file.hasThumbnail() ? "inline;" : "attachment;")
                    .matches("\\p{ASCII}*");
        });
    }

    private Upload upload(HttpPerson person) {
        String files = "/tasks/" + task + "/evidence";
        return new Upload(person, files, files, "AFTER");
    }

    private static Map<String, Supplier<byte[]>> corpus() {
        Map<String, Supplier<byte[]>> corpus = new LinkedHashMap<>();
        FileCheckTest.bad().forEach(each -> {
            @SuppressWarnings("unchecked")
            Supplier<byte[]> bytes = (Supplier<byte[]>) each.get()[2];
            corpus.put(corpus.size() + (String) each.get()[0], bytes);
        });
        return corpus;
    }

    private static void assertRefused(String name, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(name).isBetween(400, 499);
        assertThat(Jsoup.parse(answer.body()).text())
                .as(name)
                .containsPattern("[\\u4e00-\\u9fa5]{4}")
                .containsPattern("请|不接收|不能");
    }

    private Path directory() {
        return ((File) server.getAttribute(ServletContext.TEMPDIR)).toPath();
    }
}
