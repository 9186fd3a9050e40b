package safecity.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import safecity.ApplicationTest;
import safecity.HttpPerson;

/** Whatever goes wrong and wherever: the answer is Chinese, and tells nothing of what the application is made of. */
class ErrorPagesTest extends ApplicationTest {

    private static final String FAILING = "/fails-for-the-test";

    @LocalServerPort
    private int port;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    private final RequestMappingInfo failing = RequestMappingInfo.paths(FAILING).build();

    @BeforeEach
    void addPageThatFails() throws NoSuchMethodException {
        mappings.registerMapping(failing, this, ErrorPagesTest.class.getDeclaredMethod("fail"));
    }

    @AfterEach
    void removePage() {
        mappings.unregisterMapping(failing);
    }

    /** Asked over HTTP. */
    public String fail() {
        throw new IllegalStateException("jdbc:postgresql://secret", new IOException("at org.secret"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', textBlock = """
            500 ¦ GET    ¦ /fails-for-the-test         ¦ text/html ¦
            400 ¦ GET    ¦ /evidence/x                 ¦ text/html ¦
            400 ¦ GET    ¦ /evidence                   ¦ text/html ¦
            405 ¦ DELETE ¦ /items                      ¦ text/html ¦
            405 ¦ PUT    ¦ /board                      ¦ text/html ¦
            302 ¦ POST   ¦ /lists                      ¦ multipart/form-data; boundary=x ¦ --x nothing
            200 ¦ POST   ¦ /ladder                     ¦ multipart/form-data; boundary=x ¦ --x nothing
            400 ¦ POST   ¦ /lists                      ¦ multipart/form-data             ¦ x
            400 ¦ POST   ¦ /ladder                     ¦ multipart/form-data             ¦ x
            404 ¦ GET    ¦ /no-such-page               ¦ text/html ¦
            """)
    void page_says_in_chinese_what_to_do(int status, String method, String address, String type, String body) {
        HttpPerson person = HttpPerson.signIn(port, "duban");

        HttpResponse<String> answer =
                person.page(method, address, BodyPublishers.ofString(body == null ? "" : body), type);

        assertThat(answer.statusCode()).isEqualTo(status);
        if (status != 302) {
            saysNothing(answer.body());
        }
    }

    @Test
    void file_that_is_too_large_is_refused_in_words() {
        String file = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"escalation.dmn\"\r\n\r\n"
                + "x".repeat(26 << 20) + "\r\n--x--\r\n";

        HttpResponse<String> answer = HttpPerson.signIn(port, "duban")
                .page("POST", "/ladder", BodyPublishers.ofString(file), "multipart/form-data; boundary=x");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("文件太大");
        saysNothing(answer.body());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /items|x HTTP/1.1",
                "GET /items/%zz HTTP/1.1",
                "GET /%c0%af HTTP/1.1",
                "GET /a/../../x HTTP/1.1",
                "GET /camunda/api/%00 HTTP/1.1",
                "G\u0001T / HTTP/1.1",
                "GET / HTTP/9.9"
            })
    void request_that_is_no_http_is_told_nothing(String line) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write((line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 ").containsPattern("^HTTP/1.1 (30|4|505)");
            String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
            assertThat(answer).doesNotContain("Tomcat", "Exception", "Server:");
            if (!body.isEmpty()) {
                saysNothing(body);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            POST ¦ /task                ¦ {"priority":{"a":1}}
            POST ¦ /task                ¦ {"dueBefore":"yesterday"}
            POST ¦ /task                ¦ {"sorting":[{"sortBy":"nothing","sortOrder":"asc"}]}
            POST ¦ /task                ¦ []
            GET  ¦ /process-definition?sortBy=x ¦
            GET  ¦ /process-definition?firstResult=x ¦
            GET  ¦ /job-definition?sortBy=x ¦
            POST ¦ /process-instance    ¦ {"variables":[{"name":"a","operator":"zz","value":1}]}
            """)
    void engine_says_in_chinese_what_it_does_not_understand(String method, String path, String body) {
        HttpResponse<String> answer = HttpPerson.signIn(port, "duban").engine(method, path, body);

        assertThat(answer.statusCode()).isBetween(400, 599);
        saysNothing(answer.body().replace("\"InvalidRequestException\"", ""));
    }

    private static void saysNothing(String answer) {
        assertThat(answer)
                .containsPattern("\\p{IsHan}")
                .doesNotContain("Exception", "at org.", "at java.", "Tomcat/", "org.camunda", "secret", "Whitelabel");
    }
}
