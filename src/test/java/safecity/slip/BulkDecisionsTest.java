package safecity.slip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static safecity.Cases.CLERK;
import static safecity.Cases.LEAD;
import static safecity.Cases.SUPERVISOR;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import safecity.document.DocumentState;
import safecity.slip.BulkDecisions.Outcome;

/** 批量签发: many drafts at once, each for itself. */
class BulkDecisionsTest extends SlipCase {

    private static final String SECOND_SUPERVISOR = "duban2";

    @Autowired
    private BulkDecisions decisions;

    @Test
    void many_drafts_are_decided_at_once_and_each_says_what_became_of_it() throws Exception {
        long good = drafted(overdue());
        long taken = drafted(overdue());
        openTasks.claim(taskOf(taken), SECOND_SUPERVISOR, Set.of("qu-chuang-an-ban"));
        long notOurs = drafted(overdue(), "interview-notice", LEAD);
        long out = drafted(overdue());
        issue(out);

        MvcResult result = send(
                post("/documents/decisions")
                        .param("id", ids(good, taken, notOurs, out))
                        .param("decision", "issue")
                        .param("kind", LETTER),
                SUPERVISOR);

        assertThat(result.getResponse().getRedirectedUrl()).isEqualTo("/documents?kind=" + LETTER);
        @SuppressWarnings("unchecked")
        List<Outcome> outcomes = (List<Outcome>) result.getFlashMap().get("outcomes");
        assertThat(outcomes).extracting(Outcome::done).containsExactly(true, false, false, false);
        assertThat(outcomes.get(0).label()).isEqualTo("督办函 " + document(good).number());
        assertThat(outcomes.get(1).message()).contains("duban2");
        assertThat(outcomes.get(2).message()).contains("不由您所在单位签发");
        assertThat(outcomes.get(3).message()).contains("已发出");
        assertThat(List.of(
                        document(good).state(),
                        document(taken).state(),
                        document(notOurs).state()))
                .containsExactly(DocumentState.ISSUED, DocumentState.DRAFT, DocumentState.DRAFT);
    }

    @Test
    void refusing_many_needs_one_reason_and_nothing_happens_without_it() throws Exception {
        long first = drafted(overdue());
        long second = drafted(overdue());
        MockHttpServletRequestBuilder refusal =
                post("/documents/decisions").param("id", ids(first, second)).param("decision", "refuse");

        MvcResult complained = send(refusal, SUPERVISOR);
        assertThat(complained.getFlashMap().get("complaint")).asString().contains("必须写明理由");
        assertThat(document(first).state()).isEqualTo(DocumentState.DRAFT);

        send(refusal.param("reason", "已当面督促"), SUPERVISOR);
        assertThat(List.of(document(first), document(second)))
                .extracting("state", "reason")
                .containsOnly(tuple(DocumentState.NOT_ISSUED, "已当面督促"));
    }

    @Test
    void nobody_but_the_office_and_the_leading_group_decides_or_learns_what_there_is() throws Exception {
        long id = drafted(overdue());

        for (String login : List.of(CLERK, HEAD, "shenji", "zhuanjia")) {
            assertThat(send(post("/documents/decisions").param("id", ids(id)).param("decision", "issue"), login)
                            .getResponse()
                            .getStatus())
                    .as(login)
                    .isEqualTo(404);
        }
        assertThat(document(id).state()).isEqualTo(DocumentState.DRAFT);
    }

    @Test
    void of_two_supervisors_who_decide_at_once_one_wins_and_the_other_is_told() throws Exception {
        long id = drafted(overdue());
        ExecutorService both = Executors.newFixedThreadPool(2);
        List<Future<List<Outcome>>> work = List.of(
                both.submit(() -> decisions.decide(List.of(id), people.require(SUPERVISOR), "issue", "")),
                both.submit(() -> decisions.decide(List.of(id), people.require(SECOND_SUPERVISOR), "issue", "")));

        List<Outcome> outcomes =
                List.of(work.get(0).get().get(0), work.get(1).get().get(0));
        both.shutdown();

        assertThat(outcomes).extracting(Outcome::done).containsExactlyInAnyOrder(true, false);
        assertThat(document(id).state()).isEqualTo(DocumentState.ISSUED);
        assertThat(engine.getHistoryService()
                        .createHistoricActivityInstanceQuery()
                        .processInstanceId(document(id).instance())
                        .activityId("issue")
                        .count())
                .isEqualTo(1);
    }

    private static String[] ids(long... ids) {
        return Arrays.stream(ids).mapToObj(Long::toString).toArray(String[]::new);
    }

    private String taskOf(long id) {
        return openTasks
                .waitingAt(String.valueOf(document(id).instance()), "decideIssue")
                .orElseThrow();
    }
}
