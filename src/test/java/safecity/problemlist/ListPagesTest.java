package safecity.problemlist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.TaskService;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.request.RequestPostProcessor;
import safecity.ApplicationTest;
import safecity.identity.People;
import safecity.problemlist.ProblemList.Status;

/** What the office sees of a list and does to it on its pages, and that nobody else does. */
class ListPagesTest extends ApplicationTest {

    @Autowired
    private Uploads uploads;

    @Autowired
    private ProblemLists lists;

    @Autowired
    private ListRows rows;

    @Autowired
    private People people;

    private Imports imports;

    @BeforeEach
    void inJuly2020(@Autowired TaskService tasks, @Autowired ManagementService management) {
        itIs(LocalDate.of(2020, 7, 1), LocalTime.of(9, 0));
        imports = new Imports(uploads, lists, tasks, management);
    }

    @Test
    void shows_counts_reasons_and_a_button_that_says_how_many() throws Exception {
        long id = imports.preview(Workbooks.demonstration());

        Document page = page("/lists/" + id);
        assertThat(page.select("nav a").eachText()).contains("有误 4");
        assertThat(page.select("tbody tr")).hasSize(36);
        assertThat(page.text()).contains("区公安分局", "2020-13-01", "大兴区创建国家安全发展示范城市问题清单(2020年第一批)");
        assertThat(page.select("input[name=chosen]")).hasSize(1);
        assertThat(page("/lists/" + id + "?verdict=ERROR").select("tbody tr")).hasSize(4);

        String choice = page.select("input[name=chosen]").attr("hx-post");
        int chosen = rows.countChosen(id);
        mvc.perform(post(choice).param("chosen", "true").with(csrf()).with(supervisor()))
                .andExpect(status().isOk());
        assertThat(rows.countChosen(id)).isEqualTo(chosen + 1);

        mvc.perform(get("/lists/" + id + "/errors").with(supervisor()))
                .andExpect(status().isOk())
                .andExpect(header().string(
                                "Content-Type", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
                .andExpect(header().string(
                                "Content-Disposition", org.hamcrest.Matchers.containsString("filename*=UTF-8''")));
        assertThat(page("/lists").text()).contains("待确认");
        assertThat(page("/lists/new").select("input[type=file]")).hasSize(1);
    }

    @Test
    void saves_what_the_office_decides_on_a_row_while_it_is_graded() throws Exception {
        long id = imports.confirmed(1);
        imports.runJobs();
        StoredRow row = rows.page(id, null, true, 1, 0).get(0);
        assertThat(page("/lists/" + id).select("select[name=lead]")).hasSize(1);

        assertThat(grade(id, row.id(), "MAJOR", "qu-shui-wu-ju", "2020-06-01", "LOCALITY")
                        .text())
                .contains("已保存", "已过期");
        assertThat(grade(id, row.id(), "MAJOR", "huang-cun-zhen", "2020-12-01", "LOCALITY")
                        .text())
                .contains("没有保存", "不能自己核查");
        assertThat(grade(id, row.id(), "MAJOR", "qu-shui-wu-ju", "2020-13-01", "OFFICE")
                        .text())
                .contains("2020-13-01");

        imports.complete(id, "reviewGrades", Map.of());
        assertThat(grade(id, row.id(), "ORDINARY", "qu-shui-wu-ju", "2020-12-01", "OFFICE")
                        .text())
                .contains("不能再改");
        assertThat(rows.find(id, row.id()).orElseThrow().deadline()).isEqualTo("2020-06-01");
    }

    @Test
    void says_why_a_file_cannot_be_read() throws Exception {
        long id = uploads.receive("a,b\n1,2".getBytes(java.nio.charset.StandardCharsets.UTF_8), "../清单.xlsx", "duban");
        imports.await(id, Status.REFUSED);

        assertThat(page("/lists/" + id).select("[role=alert]").text()).contains("CSV");
        assertThat(lists.require(id).fileName()).isEqualTo("清单.xlsx");
    }

    @Test
    void does_not_exist_for_anybody_but_the_office() throws Exception {
        for (String login : List.of("lingdao", "shuiwuju", "sheji", "xitong")) {
            for (String path : List.of("/lists", "/lists/new", "/lists/1", "/lists/1/errors")) {
                mvc.perform(get(path).with(user(people.require(login)))).andExpect(status().isNotFound());
            }
            mvc.perform(post("/lists/1/confirm").with(csrf()).with(user(people.require(login))))
                    .andExpect(status().isNotFound());
        }
    }

    private Document grade(long id, long rowId, String grade, String lead, String deadline, String verifier)
            throws Exception {
        String fragment = mvc.perform(post("/lists/{id}/rows/{row}/grade", id, rowId)
                        .param("grade", grade)
                        .param("lead", lead)
                        .param("deadline", deadline)
                        .param("verifier", verifier)
                        .with(csrf())
                        .with(supervisor()))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        return Jsoup.parse("<table>" + fragment + "</table>");
    }

    private Document page(String path) throws Exception {
        return Jsoup.parse(mvc.perform(get(path).with(supervisor()))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString());
    }

    private RequestPostProcessor supervisor() {
        return user(people.require("duban"));
    }
}
