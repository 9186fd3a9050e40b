package safecity.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;

/** 大屏链接: a wall shows the board's figures without a session until the link's days are over or it is taken back. */
class DisplayTest extends BoardCase {

    @Test
    void shows_the_figures_of_the_board_without_session_or_link() throws Exception {
        ofList(TODAY.minusDays(1));
        ofList(TODAY.plusDays(9));
        String link = made("duban");

        MockHttpServletResponse answer = anonymous(link);
        Document wall = Jsoup.parse(answer.getContentAsString(StandardCharsets.UTF_8));

        Document board = board("");
        assertThat(wall.select(".tiles b").eachText())
                .isEqualTo(board.select(".sc-tiles a > b:not(.sc-tile-late b)").eachText().stream()
                        .limit(8)
                        .toList());
        assertThat(wall.select(".lampkeys b").eachText())
                .isEqualTo(board.select(".sc-lampkeys b").eachText());
        assertThat(wall.select("dd").eachText())
                .isEqualTo(board.select(".sc-attention b").eachText());
        assertThat(wall.select("a, form, [style], script:not([src])")).isEmpty();
        assertThat(answer.getHeader("Set-Cookie")).isNull();
        assertThat(answer.getHeader("Cache-Control")).contains("no-store");
        assertThat(answer.getHeader("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.getHeader("Content-Security-Policy"))
                .startsWith("default-src 'none'")
                .contains("frame-ancestors 'none'");
    }

    @Test
    void goes_out_after_its_days_and_when_it_is_revoked() throws Exception {
        String link = made("xitong");
        itIs(TODAY.plusDays(7), LocalTime.of(9, 59));
        assertThat(anonymous(link).getStatus()).isEqualTo(200);
        itIs(TODAY.plusDays(7), LocalTime.of(10, 0));
        MockHttpServletResponse over = anonymous(link);
        assertThat(over.getStatus()).isEqualTo(404);
        assertThat(over.getContentAsString(StandardCharsets.UTF_8))
                .contains("大屏链接已失效")
                .doesNotContain("href=\"/\"");
        assertThat(page("/board/displays", "duban")
                        .select("tr:contains(" + mark + ")")
                        .text())
                .contains("已到期");

        String other = made("duban");
        Long id = jdbc.sql("select max(id) from safecity.display_link")
                .query(Long.class)
                .single();
        answer(post("/board/displays/" + id + "/revocation").with(csrf()), "xitong");
        assertThat(anonymous(other).getStatus()).isEqualTo(404);
        assertThat(jdbc.sql(
                                "select count(*) from safecity.audit_entry where object like :mark and act in ('生成大屏链接', '撤销大屏链接')")
                        .param("mark", "%" + mark + "%")
                        .query(Integer.class)
                        .single())
                .isEqualTo(3);
    }

    @Test
    void keeps_no_secret_and_is_not_for_units() throws Exception {
        String link = made("duban");
        String secret = link.substring(link.lastIndexOf('/') + 1);

        assertThat(secret).hasSize(43);
        assertThat(jdbc.sql("select row_to_json(d)::text from safecity.display_link d order by id desc limit 1")
                        .query(String.class)
                        .single())
                .doesNotContain(secret);
        assertThat(page("/board/displays", "duban").text()).doesNotContain(secret);
        assertThat(statusOf("/board/displays", "lingdao")).isEqualTo(404);
        assertThat(anonymous("/display/" + "x".repeat(43)).getStatus()).isEqualTo(404);
    }

    private String made(String login) throws Exception {
        var request = post("/board/displays")
                .param("name", "值班室" + mark)
                .param("list", Long.toString(list))
                .with(csrf())
                .with(user(people.require(login)));
        String link = (String) mvc.perform(request).andReturn().getFlashMap().get("link");
        return URI.create(link).getPath();
    }

    private MockHttpServletResponse anonymous(String path) throws Exception {
        return mvc.perform(get(path)).andReturn().getResponse();
    }
}
