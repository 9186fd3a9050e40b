package safecity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.anonymous;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.web.servlet.error.BasicErrorController;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import safecity.AuthzMatrix.Row;
import safecity.AuthzMatrix.Scope;
import safecity.AuthzObjects.Target;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.identity.Role;

/**
 * Walks {@code authz-matrix.csv}: every endpoint, asked by a person of every role for a thing of their own, a colleague's, a finished one, a foreign one and
 * one that is not there. An endpoint without a row and a row without an endpoint break the build.
 */
class AuthzMatrixTest extends CaseTest {

    private static final Map<Role, String> PEOPLE = new EnumMap<>(Map.of(
            Role.UNIT_CLERK, Cases.CLERK,
            Role.UNIT_HEAD, "chengguanwei-head",
            Role.SUPERVISOR, Cases.SUPERVISOR,
            Role.EXPERT, Cases.EXPERT,
            Role.LEADER, "lingdao",
            Role.DESIGNER, "sheji",
            Role.SYSTEM_ADMINISTRATOR, "xitong",
            Role.SECURITY_ADMINISTRATOR, "anquan",
            Role.AUDIT_ADMINISTRATOR, "shenji"));
    private static final Set<Integer> DENIED = Set.of(401, 403, 404);

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Autowired
    private People people;

    @Autowired
    private PlatformTransactionManager transactions;

    private final List<String> wrong = new ArrayList<>();
    private AuthzMatrix matrix;
    private final Map<String, Map<String, String>> ids = new LinkedHashMap<>();

    @BeforeEach
    void readMatrix() throws IOException {
        matrix = AuthzMatrix.read();
    }

    @Test
    void every_endpoint_has_a_row_and_every_row_an_endpoint() throws IOException {
        Set<String> endpoints = new TreeSet<>();
        mappings.getHandlerMethods().forEach((info, handler) -> {
            if (handler.getBeanType() != BasicErrorController.class) {
                Set<?> methods = info.getMethodsCondition().getMethods();
                info.getPatternValues()
                        .forEach(path -> (methods.isEmpty() ? Set.of("GET") : methods)
                                .forEach(method -> endpoints.add(method + " " + path)));
            }
        });

        assertThat(matrix.rows().stream().filter(row -> !row.ofTheEngine()).map(Row::endpoint))
                .containsExactlyInAnyOrderElementsOf(endpoints);
    }

    @Test
    void everybody_reaches_what_the_matrix_says_and_nothing_else() throws IOException {
        List<Row> rows =
                matrix.rows().stream().filter(row -> !row.ofTheEngine()).toList();
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            try {
                makeThings();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
            for (Row row : rows) {
                PEOPLE.forEach((role, login) -> walk(row, row.of(role), people.require(login)));
                walkWithoutSigningIn(row);
            }
        });

        assertThat(wrong).isEmpty();
    }

    private void makeThings() throws IOException {
        AuthzObjects objects = new AuthzObjects(cases, engine, jdbc);
        for (String login : PEOPLE.values()) {
            for (Target target : Target.values()) {
                Map<String, String> names = new LinkedHashMap<>();
                if (target != Target.ABSENT) {
                    AuthzThings things = new AuthzThings(jdbc);
                    names.putAll(things.of(login));
                    names.put("deputy", things.deputyOf(target == Target.OWN ? login : "huangcunzhen"));
                }
                names.putAll(objects.of(target, people.require(login)));
                ids.put(login + target, names);
            }
        }
    }

    private void walk(Row row, Scope scope, Person person) {
        Map<Target, Answer> answers = new EnumMap<>(Target.class);
        for (Target target : row.object().isEmpty() ? List.of(Target.OWN) : List.of(Target.values())) {
            answers.put(target, ask(row, person, target, !isReached(row, scope, target)));
        }
        int absent =
                answers.containsKey(Target.ABSENT) ? answers.get(Target.ABSENT).status() : 404;
        answers.forEach((target, answer) -> {
            boolean seen = row.object().isEmpty() || sees(person, target);
            String problem = problemOf(row, scope, target, answer, absent, seen);
            if (problem != null) {
                wrong.add("%s · %s · %s %s: %s, but %s"
                        .formatted(row.endpoint(), person.login(), scope, target, answer, problem));
            }
        });
    }

    /** Whether the person may open the page of the item that the thing belongs to. */
    private boolean sees(Person person, Target target) {
        return person.roles().stream()
                .anyMatch(role -> isReached(
                        matrix.of("GET /items/{number}"),
                        matrix.of("GET /items/{number}").of(role),
                        target));
    }

    /** What one sees one may be refused with a reason; what one does not see is as if it were not there. */
    private static String problemOf(Row row, Scope scope, Target target, Answer answer, int absent, boolean seen) {
        boolean reads = row.method().equals("GET");
        if (answer.status() >= 500) {
            return "it fails";
        }
        if (!isReached(row, scope, target)) {
            boolean denied = DENIED.contains(answer.status())
                    || seen && !row.object().isEmpty() && !reads && answer.status() >= 400
                    || scope == Scope.ALL && target == Target.ABSENT && !reads;
            boolean alike = seen || target != Target.FOREIGN || answer.status() == absent;
            return !denied
                    ? "it is to be denied"
                    : answer.wrote() ? "it changed rows" : alike ? null : "absent is " + absent;
        }
        boolean mayBeTooLate = target == Target.FINISHED && !reads;
        return DENIED.contains(answer.status()) && !mayBeTooLate ? "it is to be reached" : null;
    }

    private static boolean isReached(Row row, Scope scope, Target target) {
        boolean gone = target == Target.FINISHED && row.object().equals("task");
        return scope == Scope.SELF
                || scope != Scope.NONE
                        && scope != Scope.SECRET
                        && !gone
                        && switch (target) {
                            case OWN -> true;
                            case COLLEAGUES, FINISHED -> scope != Scope.ASG;
                            case FOREIGN -> scope == Scope.ALL;
                            case ABSENT -> false;
                        };
    }

    private void walkWithoutSigningIn(Row row) {
        Answer answer = ask(row, null, Target.OWN, true);
        boolean open = row.anonymous() != Scope.NONE;
        boolean turnedAway = answer.status() == 401
                || answer.status() == 403
                || answer.leadsTo().endsWith("/login");
        if (open == turnedAway || answer.status() >= 500 || answer.wrote()) {
            wrong.add("%s · nobody: %s".formatted(row.endpoint(), answer));
        }
    }

    private record Answer(int status, String leadsTo, boolean wrote) {}

    /** Asks as the person, looks whether rows were written where that is to be denied, and takes it back. */
    private Answer ask(Row row, Person person, Target target, boolean denied) {
        TransactionTemplate alone = new TransactionTemplate(transactions);
        alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        Map<String, String> names = ids.get((person == null ? Cases.CLERK : person.login()) + target);
        return alone.execute(status -> {
            status.setRollbackOnly();
            long before = denied ? rowsWritten() : 0;
            try {
                var response = mvc.perform(AuthzRequest.of(row, names)
                                .with(person == null ? anonymous() : user(person))
                                .with(csrf()))
                        .andReturn()
                        .getResponse();
                String leadsTo = response.getRedirectedUrl() == null ? "" : response.getRedirectedUrl();
                return new Answer(response.getStatus(), leadsTo, denied && rowsWritten() != before);
            } catch (Exception failure) {
                return new Answer(599, String.valueOf(failure.getCause()), false);
            }
        });
    }

    private long rowsWritten() {
        return jdbc.sql("select coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) from pg_stat_xact_user_tables")
                .query(Long.class)
                .single();
    }
}
