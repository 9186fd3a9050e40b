package safecity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.anonymous;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.io.IOException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import safecity.AuthzMatrix.Row;
import safecity.AuthzObjects.Target;
import safecity.AuthzQuestion.Answer;
import safecity.identity.People;
import safecity.identity.Person;

/**
 * Walks {@code authz-matrix.csv}: every endpoint, asked by a person of every role, and by some who have a unit but no work there, for a thing of their own, a
 * colleague's, a finished one, a foreign one and one that is not there. What is denied changes nothing and is told once.
 */
class AuthzMatrixTest extends CaseTest {

    private static final String SOMEBODY_ELSE = Cases.LOCAL_CLERK;

    @Autowired
    private People people;

    @Autowired
    private PlatformTransactionManager transactions;

    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Map<String, String>> ids = new LinkedHashMap<>();
    private final Map<AuthzQuestion, Answer> answers = new LinkedHashMap<>();
    private AuthzMatrix matrix;
    private AuthzOthers others;

    @BeforeEach
    void readMatrix() throws IOException {
        matrix = AuthzMatrix.read();
        others = new AuthzOthers(jdbc);
    }

    @Test
    void everybody_reaches_what_the_matrix_says_and_nothing_else() {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            try {
                walk();
            } catch (Throwable failure) {
                throw new AssertionError(failure);
            }
        });

        assertThat(wrong).isEmpty();
    }

    private void walk() throws Throwable {
        AuthzPeople.add(jdbc);
        makeThings();
        AuthzDenials told = new AuthzDenials(asOwner());
        try (Connection outside = asSuperuser()) {
            JdbcClient committed = JdbcClient.create(new SingleConnectionDataSource(outside, true));
            new DatabaseChecksum(committed)
                    .assertUnchangedBy(() -> questions().stream()
                            .filter(question -> !question.isReached())
                            .collect(Collectors.groupingBy(AuthzQuestion::row, LinkedHashMap::new, Collectors.toList()))
                            .forEach(this::askInVain));
        }
        questions().stream()
                .filter(AuthzQuestion::isReached)
                .forEach(question -> answers.put(question, askAndTakeBack(question)));
        Row items = matrix.of("GET /items/{number}");
        answers.forEach((question, answer) -> {
            Answer absent = answers.getOrDefault(question.about(Target.ABSENT), answer);
            @Nullable String problem = question.problemOf(answer, absent, question.seenThrough(items));
            if (problem != null) {
                wrong.add(question + ": " + answer + ", but " + problem);
            }
        });
        wrong.addAll(told.differences(answers));
    }

    private List<AuthzQuestion> questions() {
        List<AuthzQuestion> questions = new ArrayList<>();
        List<Person> walkers = AuthzPeople.all().stream().map(people::require).toList();
        matrix.rows().stream().filter(Row::ofControllers).forEach(row -> {
            walkers.forEach(person ->
                    targets(row, person).forEach(target -> questions.add(new AuthzQuestion(row, person, target))));
            questions.add(new AuthzQuestion(row, null, Target.OWN));
        });
        return questions;
    }

    /** Who has no work is not even given what is the unit's own. */
    private static List<Target> targets(Row row, Person person) {
        return row.object().isEmpty()
                ? List.of(Target.OWN)
                : AuthzPeople.works(person) ? List.of(Target.values()) : List.of(Target.OWN, Target.ABSENT);
    }

    private void makeThings() throws IOException {
        AuthzObjects objects = new AuthzObjects(cases, engine, jdbc);
        AuthzThings things = new AuthzThings(jdbc);
        for (String login : AuthzPeople.all()) {
            for (Target target : Target.values()) {
                String owner = target == Target.OWN ? login : SOMEBODY_ELSE;
                Map<String, String> names = new LinkedHashMap<>();
                if (target != Target.ABSENT) {
                    names.putAll(things.of(owner));
                    names.put("deputy", things.deputyOf(owner));
                }
                names.putAll(objects.of(target, people.require(login)));
                ids.put(login + target, names);
            }
        }
    }

    /** Asks an endpoint what is all to be denied, in one go, and looks whether rows were written. */
    private void askInVain(Row row, List<AuthzQuestion> denied) {
        alone(() -> {
            long before = rowsWritten();
            denied.forEach(question -> answers.put(question, ask(question)));
            if (rowsWritten() != before) {
                wrong.add(row.endpoint() + ": changed rows, though it was denied to all who asked");
            }
            return null;
        });
    }

    private long rowsWritten() {
        return jdbc.sql("select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) from pg_stat_xact_user_tables")
                .query(Long.class)
                .single();
    }

    /** Asks for what is to be reached; what is one's own alone may change nothing of others'. */
    private Answer askAndTakeBack(AuthzQuestion question) {
        boolean watched = question.row().keepsToOneself() && question.person() != null;
        return alone(() -> {
            String before = watched ? others.of(question.person().login()) : "";
            Answer answer = ask(question);
            if (watched && !others.of(question.person().login()).equals(before)) {
                wrong.add(question + ": changed what is others'");
            }
            return answer;
        });
    }

    private <T> T alone(Supplier<T> work) {
        TransactionTemplate nested = new TransactionTemplate(transactions);
        nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        return nested.execute(status -> {
            status.setRollbackOnly();
            return work.get();
        });
    }

    private Answer ask(AuthzQuestion question) {
        @Nullable Person person = question.person();
        Map<String, String> names = ids.get((person == null ? Cases.CLERK : person.login()) + question.target());
        try {
            var result = mvc.perform(AuthzRequest.of(question.row(), names)
                            .with(person == null ? anonymous() : user(person))
                            .with(csrf()))
                    .andReturn();
            MockHttpServletResponse response = result.getResponse();
            return new Answer(
                    response.getStatus(),
                    response.getRedirectedUrl() == null ? "" : response.getRedirectedUrl(),
                    result.getRequest().getMethod() + " " + result.getRequest().getRequestURI());
        } catch (Exception failure) {
            return new Answer(599, String.valueOf(failure.getCause()), "");
        }
    }
}
