package safecity.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import safecity.ApplicationTest;
import safecity.engine.Refused;
import safecity.identity.People;

/** 群机器人: who may set them, what is never shown again, and where they may be. */
class RobotPagesTest extends ApplicationTest {

    private static final String ADMINISTRATOR = "xitong";
    private static final String URL = "https://oapi.dingtalk.com/robot/send?access_token=topsecret42";

    @Autowired
    private People people;

    @Autowired
    private Robots robots;

    @Autowired
    private RobotClient client;

    private final String name = "群" + UUID.randomUUID().toString().substring(0, 8);

    @AfterEach
    void switchOff() {
        mine().forEach(robot -> robots.turn(robot.id(), false, people.require(ADMINISTRATOR)));
    }

    @Test
    void keeps_a_robot_switched_off_and_never_shows_address_or_secret_again() throws Exception {
        MvcResult kept = keep("0", name, URL, "SECverysecret", "overdue", "pressed");

        assertThat(kept.getFlashMap().get("done")).asString().contains("目前停用");
        Robot robot = mine().get(0);
        assertThat(robot.active()).isFalse();
        assertThat(robot.kinds()).containsExactlyInAnyOrder("overdue", "pressed");
        for (String url : List.of("/robots", "/robots?change=" + robot.id())) {
            assertThat(html(url))
                    .doesNotContain("topsecret42", "SECverysecret")
                    .contains("oapi.dingtalk.com …et42", "已设置");
        }
        assertThat(robot.toString()).doesNotContain("secret");
    }

    @Test
    void leaves_address_and_secret_as_they_are_if_they_are_not_filled_in() throws Exception {
        keep("0", name, URL, "SECverysecret", "overdue");
        long id = mine().get(0).id();

        keep(Long.toString(id), name + "改", "", "", "returned");

        assertThat(robots.find(id).orElseThrow())
                .extracting(Robot::name, Robot::url, Robot::secret, Robot::kinds)
                .containsExactly(name + "改", URL, "SECverysecret", List.of("returned"));
    }

    @Test
    void is_switched_on_and_off_and_what_waits_then_is_laid_aside_and_shown() throws Exception {
        keep("0", name, URL, "", "overdue");
        long id = mine().get(0).id();
        act(post("/robots/" + id + "/switch").param("on", "true"));
        assertThat(robots.find(id).orElseThrow().active()).isTrue();
        jdbc.sql("""
                insert into safecity.notice (kind, day, robot, address, subject, html, text, state, next_try_at, created_at)
                values ('overdue', date '2020-01-01', :robot, '', '【超期】', '', '', 'PENDING', now(), now())""").param("robot", id).update();

        act(post("/robots/" + id + "/switch").param("on", "false"));

        Document notices = Jsoup.parse(html("/notices?q=" + name));
        assertThat(notices.select("tbody tr").text()).contains(name, "群机器人", "✖发送失败", "机器人已停用，没有发送");
        assertThat(notices.select("tbody button").text()).isEqualTo("重发");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://oapi.dingtalk.com/robot/send",
                "https://oapi.dingtalk.com.evil.example/robot/send",
                "https://evil.example/?https://oapi.dingtalk.com",
                "https://oapi.dingtalk.com:8443/robot/send",
                "https://oapi.dingtalk.com@evil.example/",
                "https://user:word@oapi.dingtalk.com/",
                "https://127.0.0.1/",
                "https://[::1]/",
                "file:///etc/passwd",
                "//oapi.dingtalk.com/",
                "oapi.dingtalk.com",
                "https://oapi.dingtalk.com/ x",
                "https:///robot"
            })
    void refuses_every_address_but_https_at_a_listed_host(String url) throws Exception {
        MvcResult refused = keep("0", name, url, "", "overdue");

        assertThat(refused.getFlashMap().get("complaint"))
                .asString()
                .contains("机器人")
                .doesNotContain("Exception");
        assertThat(mine()).isEmpty();
    }

    @Test
    void takes_a_listed_origin_and_refuses_internal_networks_unless_they_are_allowed() throws Exception {
        RobotGate strict = new RobotGate("im.example.gov.cn, https://localhost:8443", false);
        RobotGate internal = new RobotGate("http://localhost:9090", true);

        assertThatCode(() -> strict.require("https://IM.example.gov.cn/hook")).doesNotThrowAnyException();
        assertThatCode(() -> strict.require("https://im.example.gov.cn:443/hook"))
                .doesNotThrowAnyException();
        URI local = strict.require("https://localhost:8443/hook");
        assertThatThrownBy(() -> strict.requireOutside(local))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("内部网络");
        assertThatCode(() -> internal.requireOutside(internal.require("http://localhost:9090/hook")))
                .doesNotThrowAnyException();
        for (String address : List.of(
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "127.0.0.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "::1",
                "fd00::1",
                "fe80::1",
                "::ffff:10.0.0.1",
                "224.0.0.1",
                "255.255.255.255")) {
            assertThat(RobotGate.isInternal(InetAddress.getByName(address)))
                    .as(address)
                    .isTrue();
        }
        assertThat(RobotGate.isInternal(InetAddress.getByName("8.8.8.8"))).isFalse();
        assertThat(RobotGate.isInternal(InetAddress.getByName("2400:3200::1"))).isFalse();
    }

    @Test
    void says_what_a_test_message_met_and_counts_it() throws Exception {
        keep("0", name, URL, "", "overdue");
        long id = mine().get(0).id();
        jdbc.sql("update safecity.robot set url = 'https://evil.example/hook' where id = :id")
                .param("id", id)
                .update();

        MvcResult tested = act(post("/robots/" + id + "/test"));

        assertThat(tested.getFlashMap().get("complaint")).asString().contains("没有收下测试消息", "不在允许的主机之列");
        assertThat(jdbc.sql("select posts from safecity.robot where id = :id")
                        .param("id", id)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        jdbc.sql("update safecity.robot set posts = 20 where id = :id")
                .param("id", id)
                .update();
        assertThat(act(post("/robots/" + id + "/test")).getFlashMap().get("complaint"))
                .asString()
                .contains("过一分钟");
        assertThat(client).isNotNull();
    }

    @Test
    void asks_for_a_name_a_product_and_a_kind_and_takes_no_name_twice() throws Exception {
        keep("0", name, URL, "", "overdue");

        assertThat(keep("0", name, URL, "", "overdue").getFlashMap().get("complaint"))
                .asString()
                .contains("请换一个名称");
        assertThat(keep("0", " ", URL, "", "overdue").getFlashMap().get("complaint"))
                .asString()
                .contains("名称");
        assertThat(keep("0", name + "b", URL, "", "digest").getFlashMap().get("complaint"))
                .asString()
                .contains("至少选择一种");
        assertThat(keep("0", name + "b", "", "", "overdue").getFlashMap().get("complaint"))
                .asString()
                .contains("请填写机器人地址");
        assertThat(mine()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"duban", "chengguanwei", "lingdao", "anquan", "shenji", "sheji"})
    void is_not_there_for_anybody_else(String login) throws Exception {
        for (MockHttpServletRequestBuilder request : List.of(
                get("/robots"), post("/robots/1/test"), post("/robots/1/switch").param("on", "true"))) {
            assertThat(mvc.perform(request.with(user(people.require(login))).with(csrf()))
                            .andReturn()
                            .getResponse()
                            .getStatus())
                    .isEqualTo(404);
        }
    }

    private MvcResult keep(String id, String called, String url, String secret, String... kinds) throws Exception {
        return act(post("/robots")
                .param("id", id)
                .param("name", called)
                .param("kind", "DINGTALK")
                .param("url", url)
                .param("secret", secret)
                .param("kinds", kinds));
    }

    private MvcResult act(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request.with(user(people.require(ADMINISTRATOR))).with(csrf()))
                .andReturn();
    }

    private List<Robot> mine() {
        return robots.all().stream()
                .filter(robot -> robot.name().startsWith(name))
                .toList();
    }

    private String html(String url) throws Exception {
        return mvc.perform(get(URI.create(url.replace(name, java.net.URLEncoder.encode(name, StandardCharsets.UTF_8))))
                        .with(user(people.require(ADMINISTRATOR))))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
