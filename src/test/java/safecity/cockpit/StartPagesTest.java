package safecity.cockpit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import jakarta.servlet.RequestDispatcher;
import java.nio.charset.StandardCharsets;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;

/** The way in, and where each role goes from there. */
class StartPagesTest extends PageTest {

    @ParameterizedTest
    @CsvSource({
        "duban, /board",
        "lingdao, /board",
        "xiaofangzhidui, /camunda/app/tasklist/default/",
        "zhuanjia, /my",
        "sheji, /camunda/app/cockpit/default/"
    })
    void leads_each_role_to_its_place(String login, String place) throws Exception {
        assertThat(answer(get("/"), login).getRedirectedUrl()).isEqualTo(place);
    }

    @ParameterizedTest
    @CsvSource({
        "xiaofangzhidui, User-Agent, 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148 MicroMessenger', /my",
        "xiaofangzhidui, Sec-CH-UA-Mobile, ?1, /my",
        "xiaofangzhidui, Sec-CH-UA-Mobile, ?0, /camunda/app/tasklist/default/",
        "duban, Sec-CH-UA-Mobile, ?1, /board"
    })
    void leads_units_with_a_phone_to_the_tasks_that_fit_one(String login, String header, String said, String place)
            throws Exception {
        assertThat(answer(get("/").header(header, said), login).getRedirectedUrl())
                .isEqualTo(place);
    }

    @Test
    void shows_administrators_what_they_may_open() throws Exception {
        assertThat(page("/", "xitong").select(".sc-doors a").eachText())
                .containsExactly("通知", "账号管理", "群机器人", "系统对接", "大屏链接", "工作日历", "运行监控");
        assertThat(page("/", "anquan").select(".sc-doors a").eachText()).containsExactly("账号管理", "工作日历");
        assertThat(page("/", "shenji").select(".sc-doors a").eachText())
                .containsExactly("督办驾驶舱", "问题清单", "挂牌督办", "督办文书", "通知", "账号管理", "操作日志", "导出记录", "工作日历");
    }

    @Test
    void offers_in_the_menu_only_what_the_role_may_open() throws Exception {
        assertThat(page("/items", "duban").select(".sc-menu a").eachText())
                .containsExactly("督办驾驶舱", "问题清单", "挂牌督办", "督办文书", "我的任务", "任务列表", "通知", "清单导入", "工作日历", "升级规则", "运行监控");
        assertThat(page("/items", "xiaofangzhidui").select(".sc-menu a").eachText())
                .containsExactly("问题清单", "挂牌督办", "我的任务", "任务列表", "督办文书", "通知", "工作日历");
        assertThat(page("/items", "duban").select(".sc-menu [aria-current]").text())
                .isEqualTo("问题清单");
    }

    @Test
    void asks_for_name_and_password_in_chinese() throws Exception {
        Document page = Jsoup.parse(
                mvc.perform(get("/login?error")).andReturn().getResponse().getContentAsString(StandardCharsets.UTF_8));

        assertThat(page.select(
                        "form[action=/login] input[name=username], form input[name=password], form input[name=_csrf]"))
                .hasSize(3);
        assertThat(page.select("[role=alert]").text()).contains("登录名或口令不正确");
        assertThat(page.select("script, style, [style], [onclick]")).isEmpty();
        assertThat(answer(get("/login"), "duban").getRedirectedUrl()).isEqualTo("/");
    }

    @Test
    void carries_the_csrf_token_for_forms_and_scripts() throws Exception {
        Document page = page("/items", "duban");

        assertThat(page.select("form[action=/logout] input[name=_csrf]").attr("value"))
                .isNotEmpty();
        assertThat(page.select("meta[name=csrf-token]").attr("content")).isNotEmpty();
        assertThat(page.select("script:not([src]), style, [style], [onclick]")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"403, 没有权限", "404, 没有找到", "400, 请求有误", "405, 请求有误", "500, 系统出错"})
    void says_in_chinese_what_went_wrong_and_what_to_do(int status, String head) throws Exception {
        var response = answer(
                get("/error")
                        .requestAttr(RequestDispatcher.ERROR_STATUS_CODE, status)
                        .accept(MediaType.TEXT_HTML),
                "duban");
        Document page = Jsoup.parse(response.getContentAsString(StandardCharsets.UTF_8));

        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(page.selectFirst("h1").text()).isEqualTo(head);
        assertThat(page.select("main a").attr("href")).isEqualTo("/");
    }
}
