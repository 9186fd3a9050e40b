package safecity.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.util.List;
import java.util.UUID;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MvcResult;
import safecity.cockpit.PageTest;
import safecity.webhook.Webhook.State;

/** 事件推送的设置: what the administrator sees once, and what nobody sees again. */
class WebhookPagesTest extends PageTest {

    @Autowired
    private Webhooks webhooks;

    private final String name = "平台 " + UUID.randomUUID();

    @AfterEach
    void remove() {
        mine().forEach(webhook -> webhooks.turn(webhook.id(), State.REMOVED, people.require("xitong")));
    }

    @Test
    void refuses_hosts_that_the_operator_did_not_list_and_says_where_they_are_listed() throws Exception {
        for (String url : List.of(
                "https://platform.example.gov.cn/x", "http://127.0.0.1/", "https://169.254.169.254/", "nonsense", "")) {
            assertThat(add(name, url).getFlashMap().get("complaint")).asString().contains("接收端");
        }
        assertThat(add(name, "https://platform.example.gov.cn/x").getFlashMap().get("complaint"))
                .asString()
                .contains("platform.example.gov.cn", "safecity.webhook-hosts");
        assertThat(mine()).isEmpty();
    }

    @Test
    void shows_host_and_kinds_but_neither_path_nor_secret() throws Exception {
        String secret = webhooks.add(
                name, "https://platform.example.gov.cn/topsecret42", List.of("close"), people.require("xitong"));

        Element row = page("/integrations/webhooks", "xitong").selectFirst("tr:contains(%s)".formatted(name));

        assertThat(row.text()).contains("platform.example.gov.cn", "销号", "停用", "还没有");
        assertThat(row.html()).doesNotContain("topsecret42", secret);
        assertThat(mine().get(0).toString()).doesNotContain("secret", secret);
    }

    @Test
    void is_switched_and_removed_by_the_administrator_alone() throws Exception {
        webhooks.add(name, "https://platform.example.gov.cn/", List.of(), people.require("xitong"));
        long id = mine().get(0).id();

        assertThat(act("/integrations/webhooks/" + id + "/switch", "duban")
                        .getResponse()
                        .getStatus())
                .isEqualTo(404);
        assertThat(mine().get(0).state()).isEqualTo(State.OFF);
        act("/integrations/webhooks/" + id + "/switch", "xitong");
        assertThat(mine().get(0).state()).isEqualTo(State.ON);
        act("/integrations/webhooks/" + id + "/remove", "xitong");

        assertThat(mine()).isEmpty();
        assertThat(act("/integrations/webhooks/" + id + "/switch", "xitong")
                        .getResponse()
                        .getStatus())
                .isEqualTo(404);
    }

    private MvcResult add(String what, String url) throws Exception {
        return mvc.perform(post("/integrations/webhooks")
                        .param("name", what)
                        .param("url", url)
                        .with(csrf())
                        .with(user(people.require("xitong"))))
                .andReturn();
    }

    private MvcResult act(String url, String login) throws Exception {
        return mvc.perform(post(url).param("on", "true").with(csrf()).with(user(people.require(login))))
                .andReturn();
    }

    private List<Webhook> mine() {
        return webhooks.all().stream().filter(each -> each.name().equals(name)).toList();
    }
}
