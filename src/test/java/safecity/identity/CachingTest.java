package safecity.identity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import safecity.ApplicationTest;

/** What a browser keeps: the files of the program, never what they show. */
class CachingTest extends ApplicationTest {

    @LocalServerPort
    private int port;

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @BeforeEach
    void aClerkSignsIn() throws Exception {
        String token = Jsoup.parse(ask("/login", "Accept", "text/html").body())
                .select("input[name=_csrf]")
                .val();
        String form = "username=chengguanwei&password=chuangan-demo&_csrf=" + URLEncoder.encode(token, UTF_8);
        browser.send(
                HttpRequest.newBuilder(at("/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.discarding());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/app.css",
                "/bpmn-view.js",
                "/camunda/lib/deps.js",
                "/camunda/app/tasklist/locales/zh.json",
                "/camunda/app/tasklist/camunda-tasklist-bootstrap.js"
            })
    void files_of_the_program_are_kept_and_asked_for_only_if_they_changed(String file) throws Exception {
        HttpResponse<String> first = ask(file, "Accept", "*/*");

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(first.headers().firstValue("Pragma")).isEmpty();
        String changed = first.headers().firstValue("Last-Modified").orElseThrow();
        assertThat(ask(file, "If-Modified-Since", changed).statusCode()).isEqualTo(304);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/items", "/my", "/camunda/app/tasklist/default/", "/camunda/api/engine/engine/default/user"})
    void what_they_show_is_not_kept(String page) throws Exception {
        assertThat(ask(page, "Accept", "*/*").headers().firstValue("Cache-Control"))
                .hasValueSatisfying(caching -> assertThat(caching).contains("no-store"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/camunda/lib/deps.js", "/app.css"})
    void files_of_the_program_travel_compressed_and_pages_do_not(String file) throws Exception {
        assertThat(ask(file, "Accept-Encoding", "gzip").headers().firstValue("Content-Encoding"))
                .contains("gzip");
        assertThat(ask("/items", "Accept-Encoding", "gzip").headers().firstValue("Content-Encoding"))
                .isEmpty();
    }

    private HttpResponse<String> ask(String path, String header, String value) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(at(path)).header(header, value).build(), BodyHandlers.ofString(UTF_8));
    }

    private URI at(String path) {
        return URI.create("http://localhost:" + port + path);
    }
}
