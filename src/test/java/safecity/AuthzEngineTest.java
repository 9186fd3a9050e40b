package safecity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import safecity.AuthzMatrix.Row;
import safecity.AuthzMatrix.Scope;
import safecity.AuthzObjects.Target;
import safecity.AuthzQuestion.Answer;
import safecity.engine.Directory;
import safecity.evidence.Phase;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.identity.Role;
import safecity.item.Item;
import safecity.item.Verifier;

/** Walks those rows of {@code authz-matrix.csv} that are the engine's and the web apps' over HTTP, as {@link AuthzMatrixTest} walks ours. */
class AuthzEngineTest extends CaseTest {

    private static final Set<Integer> DENIED = Set.of(401, 403, 404);
    private static final String ENGINE = "/camunda/api/engine/engine/default";

    @LocalServerPort
    private int port;

    @Autowired
    private People people;

    @Autowired
    private Directory directory;

    private final List<String> wrong = new ArrayList<>();
    private final Map<String, HttpPerson> signedIn = new LinkedHashMap<>();
    private final Map<AuthzQuestion, Answer> answers = new LinkedHashMap<>();
    private Map<String, Map<Target, String>> tasks = Map.of();
    private ProcessInstance foreignProcess;
    private String foreignTask = "";
    private String job = "";
    private String filter = "";

    @BeforeEach
    void openForeignCase() {
        AuthzPeople.add(jdbc);
        AuthzPeople.WITHOUT_WORK.forEach(login -> directory.keepUser(login, login, Set.of()));
        Item foreign = cases.dispatched(
                wish -> wish.ledBy(Cases.OTHER_UNIT).in("xi-hong-men-zhen").verifiedBy(Verifier.LOCALITY));
        foreignProcess = process(foreign, "problem");
        job = jobs(foreign).get(0).getId();
        filter = engine.getFilterService().createFilterQuery().list().get(0).getId();
        foreignTask = cases.claimed(foreign, Cases.OTHER_CLERK, "signFor").taskId();
    }

    @AfterEach
    void removeAccounts() {
        AuthzPeople.remove(asOwner());
        AuthzPeople.WITHOUT_WORK.forEach(engine.getIdentityService()::deleteUser);
    }

    /** For each person a task of its own and a colleague's, as far as the person has tasks. */
    private Map<String, Map<Target, String>> tasks() {
        Map<Target, String> units = Map.of(
                Target.OWN, signFor(Cases.CLERK), Target.COLLEAGUES, signFor(Cases.COLLEAGUE), Target.FINISHED, done());
        Map<String, Map<Target, String>> all = new LinkedHashMap<>();
        AuthzPeople.all().forEach(login -> all.put(login, new LinkedHashMap<>(units)));
        all.get("chengguanwei-head").put(Target.OWN, signFor("chengguanwei-head"));
        all.get(Cases.SUPERVISOR).put(Target.OWN, review(Cases.SUPERVISOR));
        all.get(Cases.SUPERVISOR).put(Target.COLLEAGUES, review("duban2"));
        all.get(Cases.EXPERT).put(Target.OWN, siteCheck(Cases.EXPERT));
        all.get(Cases.EXPERT).put(Target.COLLEAGUES, siteCheck("zhuanjia2"));
        all.values().forEach(own -> {
            own.put(Target.FOREIGN, foreignTask);
            own.put(Target.ABSENT, UUID.randomUUID().toString());
        });
        return all;
    }

    private String signFor(String login) {
        return cases.claimed(cases.dispatched(), login, "signFor").taskId();
    }

    private String done() {
        Item item = cases.dispatched();
        String task = cases.step(item, "signFor").taskId();
        cases.complete(item, Cases.CLERK, "signFor", Map.of("decision", "signFor"));
        return task;
    }

    private String review(String login) {
        Item item = cases.signedFor(wish -> wish);
        cases.complete(item, Cases.CLERK, "preparePlan", cases.planOf(item));
        return cases.claimed(item, login, "reviewPlan").taskId();
    }

    private String siteCheck(String login) {
        Item item = cases.verified(wish -> wish.drawn(0));
        cases.upload(item, login, "checkOnSite", Phase.CHECK);
        return cases.step(item, "checkOnSite").taskId();
    }

    @Test
    void everybody_reaches_what_the_matrix_says_of_the_engine_and_nothing_else() throws Throwable {
        tasks = tasks();
        List<AuthzQuestion> questions = new ArrayList<>();
        for (Row row : AuthzMatrix.read().rows()) {
            if (row.ofTheEngine() && !row.path().endsWith("/logout")) {
                AuthzPeople.all().stream()
                        .map(people::require)
                        .forEach(person -> targets(row, person)
                                .forEach(target -> questions.add(new AuthzQuestion(row, person, target))));
            }
        }

        AuthzPeople.all().forEach(login -> signedIn.put(login, HttpPerson.signIn(port, login)));
        AuthzDenials told = new AuthzDenials(jdbc);
        new DatabaseChecksum(jdbc)
                .assertUnchangedBy(() -> questions.stream()
                        .filter(question -> !question.isReached())
                        .forEach(this::ask));
        questions.stream().filter(AuthzQuestion::isReached).forEach(this::ask);
        wrong.addAll(told.differences(answers));

        assertThat(wrong).isEmpty();
    }

    /** Those who have no tasks have none of their own; what names no task is asked once. */
    private static List<Target> targets(Row row, Person person) {
        if (!row.object().equals("task")) {
            return List.of(Target.OWN);
        }
        boolean hasTasks = AuthzPeople.works(person) && person.workUnit() != null && !person.has(Role.LEADER);
        return hasTasks ? List.of(Target.values()) : List.of(Target.FOREIGN, Target.ABSENT);
    }

    private void ask(AuthzQuestion question) {
        Row row = question.row();
        String login = question.person().login();
        String task = tasks.get(login).get(question.target());
        String path = row.path()
                .replace("{task}", task)
                .replace("{user}", login)
                .replace("{filter}", filter)
                .replace("{definition}", foreignProcess.getProcessDefinitionId())
                .replace("{instance}", foreignProcess.getId())
                .replace("{job}", job)
                .replace(
                        "{plugin}/static/**",
                        (row.path().contains("tasklist") ? "tasklist" : "cockpit") + "Plugins/static/app/plugin.js");
        String query = row.endpoint().equals("GET " + ENGINE + "/task") ? "?assignee=" + login : "";
        int status = signedIn.get(login)
                .send(row.method(), path + query, bodyOf(row, login))
                .statusCode();
        answers.put(question, new Answer(status, "", row.method() + " " + path));
        boolean writes = !row.method().equals("GET");
        boolean seen = question.target() == Target.OWN || question.target() == Target.COLLEAGUES;
        boolean denied = DENIED.contains(status) || seen && writes && question.scope() != Scope.NONE && status >= 400;
        boolean held = row.path().endsWith("/claim") && seen; // is claimed already
        if (status >= 500 || (question.isReached() ? DENIED.contains(status) && !held : !denied)) {
            wrong.add("%s · %s · %s %s: %d"
                    .formatted(row.endpoint(), login, question.scope(), question.target(), status));
        }
    }

    private static String bodyOf(Row row, String login) {
        if (row.method().equals("GET") || row.method().equals("OPTIONS")) {
            return null;
        }
        String last = row.path().substring(row.path().lastIndexOf('/') + 1);
        return switch (last) {
            case "claim" -> "{\"userId\":\"%s\"}".formatted(login);
            case "create" -> "{\"message\":\"核对\"}";
            case "submit-form" -> "{\"variables\":{}}";
            case "retries" -> "{\"retries\":1}";
            default -> "{}";
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '¦', quoteCharacter = '`', textBlock = """
            chengguanwei ¦ GET  ¦ /history/user-operation?taskId=TASK&maxResults=50 ¦
            chengguanwei ¦ GET  ¦ /history/user-operation/count?taskId=TASK     ¦
            chengguanwei ¦ GET  ¦ /task?assignee=chengguanwei&processInstanceId=CASE&maxResults=50 ¦
            sheji        ¦ POST ¦ /task?maxResults=50      ¦ {"processInstanceId":"CASE"}
            sheji        ¦ POST ¦ /task/count              ¦ {"processInstanceId":"CASE"}
            sheji        ¦ GET  ¦ /task/count              ¦
            sheji        ¦ POST ¦ /variable-instance?maxResults=50 ¦ {"processInstanceIdIn":["CASE"]}
            sheji        ¦ POST ¦ /variable-instance/count ¦ {"processInstanceIdIn":["CASE"]}
            xitong       ¦ POST ¦ /task?maxResults=50      ¦ {"processInstanceId":"CASE"}
            xitong       ¦ POST ¦ /task/count              ¦ {"processInstanceId":"CASE"}
            xitong       ¦ POST ¦ /variable-instance?maxResults=50 ¦ {"processInstanceIdIn":["CASE"]}
            xitong       ¦ POST ¦ /variable-instance/count ¦ {"processInstanceIdIn":["CASE"]}
            """)
    void query_for_a_foreign_case_finds_nothing(String login, String method, String path, String body) {
        String instance = foreignProcess.getId();

        HttpResponse<String> answer = HttpPerson.signIn(port, login)
                .engine(
                        method,
                        path.replace("TASK", foreignTask).replace("CASE", instance),
                        body == null ? null : body.replace("CASE", instance));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isIn("[]", "{\"count\":0}");
    }

    @Test
    void nobody_finds_the_profile_of_another() throws IOException {
        for (String login : AuthzPeople.all()) {
            int status = HttpPerson.signIn(port, login)
                    .engine("GET", "/user/" + Cases.OTHER_CLERK + "/profile", null)
                    .statusCode();
            assertThat(status).as(login).isIn(403, 404);
        }
    }

    @Test
    void web_apps_open_for_those_who_work_in_them() throws IOException {
        for (Row row : AuthzMatrix.read().rows()) {
            if (!row.path().matches("/camunda/app/\\w+/\\*\\*")) {
                continue;
            }
            for (String login : AuthzPeople.all()) {
                int status = HttpPerson.signIn(port, login)
                        .send("GET", row.path().replace("**", "default/"), null)
                        .statusCode();
                boolean open = AuthzPeople.scope(row, people.require(login)) != Scope.NONE;
                assertThat(status).isLessThan(500);
                assertThat(status == 200)
                        .as(row.path() + " " + login + " " + status)
                        .isEqualTo(open);
            }
        }
    }
}
