package safecity.tasklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.ResultActions;
import safecity.CaseTest;
import safecity.Cases;
import safecity.identity.People;
import safecity.item.CurrentStep;
import safecity.item.Item;
import safecity.item.ItemLog;

class PutBackTest extends CaseTest {

    @Autowired
    private People people;

    @Autowired
    private ItemLog log;

    @Test
    void gives_a_task_that_was_claimed_by_mistake_back_to_the_unit() throws Exception {
        Item item = cases.dispatched();
        CurrentStep held = cases.claimed(item, Cases.CLERK, "signFor");

        putBack(held, Cases.CLERK).andExpect(status().isNoContent());

        assertThat(cases.step(item, "signFor").assignee()).isNull();
        assertThat(cases.claimed(item, Cases.COLLEAGUE, "signFor").assignee()).isEqualTo(Cases.COLLEAGUE);
    }

    @Test
    void leaves_a_task_with_whoever_holds_it_when_a_colleague_or_a_stranger_asks() throws Exception {
        Item item = cases.dispatched();
        CurrentStep held = cases.claimed(item, Cases.CLERK, "signFor");

        putBack(held, Cases.OTHER_CLERK).andExpect(status().isNotFound());
        putBack(held, Cases.COLLEAGUE)
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.message").value("该任务不是由您认领的，或已经办结，无需放回"));

        assertThat(cases.step(item, "signFor").assignee()).isEqualTo(Cases.CLERK);
    }

    @Test
    void head_of_the_unit_takes_a_task_back_from_a_colleague_and_the_timeline_says_so() throws Exception {
        Item item = cases.dispatched();
        CurrentStep held = cases.claimed(item, Cases.CLERK, "signFor");

        putBack(held, "huangcunzhen-head").andExpect(status().isBadRequest());
        assertThat(cases.step(item, "signFor").assignee()).isEqualTo(Cases.CLERK);
        putBack(held, "chengguanwei-head").andExpect(status().isNoContent());

        assertThat(cases.step(item, "signFor").assignee()).isNull();
        assertThat(log.of(item.id()).get(0)).satisfies(entry -> {
            assertThat(entry.act()).isEqualTo("收回任务");
            assertThat(entry.detail())
                    .isEqualTo("从%s收回“签收”，放回待认领"
                            .formatted(people.require(Cases.CLERK).displayName()));
        });
        assertThat(audited("收回任务", item.number())).isEqualTo("chengguanwei-head");
    }

    private String audited(String act, String object) {
        return jdbc.sql("select login from safecity.audit_entry where act = :act and object = :object")
                .param("act", act)
                .param("object", object)
                .query(String.class)
                .single();
    }

    private ResultActions putBack(CurrentStep step, String login) throws Exception {
        return mvc.perform(post("/tasks/{id}/put-back", step.taskId())
                .with(user(people.require(login)))
                .with(csrf()));
    }
}
