package safecity.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestBuilders.formLogin;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static safecity.Cases.CLERK;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpSession;

/** No secret that passes through the program stands in its log or in the trail; and what others send does not look like lines of the log. */
@ExtendWith(OutputCaptureExtension.class)
class SecretsTest extends AuditCase {

    private String page(String path, String login, MockHttpSession session) throws Exception {
        return mvc.perform(get(path).session(session).with(user(person(login))))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }

    @Test
    void passwords_second_factors_and_tokens_stand_nowhere(CapturedOutput console) throws Exception {
        long before = chain.end().seq();
        String wrong = "Kanarie-" + UUID.randomUUID();
        mvc.perform(formLogin("/login").user(CLERK).password(wrong));
        mvc.perform(formLogin("/login").user(wrong).password(wrong));

        MockHttpSession session = new MockHttpSession();
        String secret =
                Jsoup.parse(page("/account/second-factor", CLERK, session)).text();
        Matcher shown = Pattern.compile("(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}").matcher(secret);
        assertThat(shown.find()).isTrue();
        String factor = shown.group();
        mvc.perform(post("/account/second-factor/enrol")
                .session(session)
                .with(csrf())
                .with(user(person(CLERK)))
                .param("code", "000000"));

        String name = "令牌" + UUID.randomUUID();
        String token = String.valueOf(mvc.perform(post("/integrations/tokens")
                        .with(csrf())
                        .with(user(person("xitong")))
                        .param("name", name)
                        .param("scopes", "items:read"))
                .andReturn()
                .getFlashMap()
                .get("token"));
        assertThat(token).startsWith("sc_");
        mvc.perform(get("/api/items").header("Authorization", "Bearer " + token));
        mvc.perform(get("/api/items").header("Authorization", "Bearer " + token));
        mvc.perform(get("/api/items").header("Authorization", "Bearer x" + token));

        assertThat(since(before)).extracting(entry -> entry.draft().act()).contains("登录", "发放接口令牌");
        assertThat(since(before).stream()
                        .filter(entry -> entry.draft().act().equals("读取数据接口"))
                        .map(entry -> entry.draft().object()))
                .containsExactly(name);
        assertThat(since(before).toString() + console).doesNotContain(wrong, factor, factor.replace(" ", ""), token);
    }

    @Test
    void a_line_that_somebody_sends_along_stays_within_the_message(CapturedOutput console) {
        LoggerFactory.getLogger("safecity.webhook.WebhookRelay")
                .warn("did not take an event: {}", "no\r\n2026 ERROR forged");

        assertThat(console.getOut().lines())
                .anyMatch(line -> line.endsWith("did not take an event: no ⏎ 2026 ERROR forged"));
    }
}
