package safecity.engine;

import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.web.server.LocalServerPort;
import safecity.CaseTest;
import safecity.Cases;
import safecity.DatabaseChecksum;
import safecity.HttpPerson;
import safecity.item.Item;

/** An open task of 区城管委 in the running application, and its clerk, who is signed in. */
abstract class AttackedTask extends CaseTest {

    static final String SIGN = "{\"variables\":{\"decision\":{\"value\":\"signFor\",\"type\":\"String\"}}}";

    @LocalServerPort
    int port;

    Item item;
    String task;
    HttpPerson clerk;

    @BeforeEach
    void dispatch() {
        item = cases.dispatched();
        task = cases.step(item, "signFor").taskId();
        clerk = HttpPerson.signIn(port, Cases.CLERK);
    }

    /** Does what must leave the database as it is. */
    void denied(ThrowingCallable work) throws Throwable {
        new DatabaseChecksum(jdbc).assertUnchangedBy(work);
    }

    /** Returns who holds a grant of the task. */
    List<String> holders() {
        return jdbc.sql("""
                select coalesce(user_id_, group_id_) from act_ru_authorization
                 where resource_type_ = 7 and resource_id_ = :task""").param("task", task).query(String.class).list();
    }

    int submit(HttpPerson person, String body) {
        return person.engine("POST", "/task/" + task + "/submit-form", body).statusCode();
    }

    int claim(HttpPerson person, String forWhom) {
        return person.engine("POST", "/task/" + task + "/claim", "{\"userId\":\"" + forWhom + "\"}")
                .statusCode();
    }
}
