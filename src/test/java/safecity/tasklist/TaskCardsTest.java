package safecity.tasklist;

import static org.hamcrest.Matchers.hasSize;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.ApplicationTest;
import safecity.calendar.WorkingDays;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.item.Grade;
import safecity.item.Item;
import safecity.item.Items;
import safecity.item.NewItem;
import safecity.item.Verifier;

class TaskCardsTest extends ApplicationTest {

    private static final String LEAD = "qu-xiao-fang-zhi-dui";
    private static final LocalDate DEADLINE = LocalDate.of(2020, 6, 12);

    @Autowired
    Items items;

    @Autowired
    WorkingDays workingDays;

    @Autowired
    People people;

    private final String taskId = UUID.randomUUID().toString();
    private Item item;

    @BeforeEach
    void an_open_task() {
        itIs(LocalDate.of(2020, 6, 8), LocalTime.NOON);
        item = transaction.execute(status -> items.register(
                new NewItem(
                        "消防通道被占用",
                        "市级督查",
                        "某小区",
                        null,
                        null,
                        Grade.MAJOR,
                        LEAD,
                        Verifier.OFFICE,
                        List.of(),
                        "",
                        "",
                        "",
                        "",
                        "",
                        null,
                        taskId,
                        workingDays.of(DEADLINE)),
                2020));
        open(taskId, item.number(), LEAD);
    }

    @Test
    void shows_number_level_unit_and_deadline_to_the_responsible_unit() throws Exception {
        mvc.perform(get("/tasks/cards").param("ids", taskId).with(user(person("xiaofangzhidui"))))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$", hasSize(1)))
                .andExpect(jsonPath("$[0].taskId").value(taskId))
                .andExpect(jsonPath("$[0].number").value(item.number()))
                .andExpect(jsonPath("$[0].grade").value("重大"))
                .andExpect(jsonPath("$[0].unit").value("区消防支队"))
                .andExpect(jsonPath("$[0].deadline").value("2020-06-12"))
                .andExpect(jsonPath("$[0].lamp").value("提醒"))
                .andExpect(jsonPath("$[0].lampStyle").value("lamp-blue"))
                .andExpect(jsonPath("$[0].remaining").value("剩余 4 个工作日"))
                .andExpect(jsonPath("$[0].title").doesNotExist());
    }

    @Test
    void says_how_many_working_days_an_item_is_overdue() throws Exception {
        itIs(LocalDate.of(2020, 6, 16), LocalTime.NOON);

        mvc.perform(get("/tasks/cards").param("ids", taskId).with(user(person("duban"))))
                .andExpect(jsonPath("$[0].lamp").value("超期"))
                .andExpect(jsonPath("$[0].remaining").value("超期 2 个工作日"));
    }

    @Test
    void shows_both_deadlines_once_they_differ() throws Exception {
        mvc.perform(get("/tasks/cards").param("ids", taskId).with(user(person("duban"))))
                .andExpect(jsonPath("$[0].original").doesNotExist());

        jdbc.sql("update safecity.item set approved_deadline = :day where id = :id")
                .param("day", DEADLINE.plusDays(7))
                .param("id", item.id())
                .update();

        mvc.perform(get("/tasks/cards").param("ids", taskId).with(user(person("duban"))))
                .andExpect(jsonPath("$[0].deadline").value("2020-06-19"))
                .andExpect(jsonPath("$[0].original").value("2020-06-12"));
    }

    @Test
    void tells_another_unit_nothing() throws Exception {
        mvc.perform(get("/tasks/cards").param("ids", taskId).with(user(person("dizhenju"))))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$", hasSize(0)));
    }

    @Test
    void gives_the_task_of_a_problem_list_its_title_for_those_whose_task_it_is() throws Exception {
        long list = jdbc.sql("""
                insert into safecity.problem_list
                       (title, reporting_unit, year, file_name, file_sha256, file, status, uploaded_by, uploaded_at)
                values ('第一批问题清单', '区创安办', 2020, 'a.xlsx', :hash, '', 'SIGNING', 'duban', now())
                returning id""").param("hash", taskId).query(Long.class).single();
        String listTask = UUID.randomUUID().toString();
        open(listTask, "QD-2020-" + list, "qu-chuang-an-ban");

        mvc.perform(get("/tasks/cards").param("ids", listTask).with(user(person("duban"))))
                .andExpect(jsonPath("$[0].title").value("第一批问题清单"))
                .andExpect(jsonPath("$[0].grade").doesNotExist());
        mvc.perform(get("/tasks/cards").param("ids", listTask).with(user(person("xiaofangzhidui"))))
                .andExpect(jsonPath("$", hasSize(0)));
    }

    @Test
    void answers_nothing_to_no_ids_and_refuses_more_than_a_hundred() throws Exception {
        String tooMany =
                IntStream.rangeClosed(1, 101).mapToObj(Integer::toString).collect(Collectors.joining(","));

        mvc.perform(get("/tasks/cards").with(user(person("duban")))).andExpect(jsonPath("$", hasSize(0)));
        mvc.perform(get("/tasks/cards").param("ids", tooMany).with(user(person("duban"))))
                .andExpect(status().isBadRequest());
    }

    @Test
    void is_closed_to_those_who_are_not_signed_in() throws Exception {
        mvc.perform(get("/tasks/cards").param("ids", taskId)).andExpect(status().is3xxRedirection());
        mvc.perform(get("/tasks/cards").param("ids", taskId).header("HX-Request", "true"))
                .andExpect(status().isUnauthorized());
    }

    private Person person(String login) {
        return people.require(login);
    }

    private void open(String task, String businessKey, String unit) {
        jdbc.sql("""
                insert into safecity.open_task (task_id, business_key, process, element, name, unit, created_at)
                values (:task, :key, 'problem', 'signFor', '签收', :unit, now())""")
                .param("task", task)
                .param("key", businessKey)
                .param("unit", unit)
                .update();
    }
}
