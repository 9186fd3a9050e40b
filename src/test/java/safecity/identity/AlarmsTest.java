package safecity.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalManagementPort;

/** 8.1.4.4 f: what a storm is made of is counted where monitoring reads it. */
class AlarmsTest extends AccountCase {

    @LocalManagementPort
    private int monitoring;

    @Test
    void refusals_failed_sign_ins_and_locks_are_counted() throws Exception {
        String login = account(UNIT, Role.UNIT_CLERK);
        double denied = counted("safecity_denied_total");
        double failed = counted("safecity_signin_failed_total");
        double locked = counted("safecity_locked_total");

        for (int wrong = 1; wrong <= 5; wrong++) {
            signIn(login, "Falsch-" + wrong);
        }
        mvc.perform(get("/camunda/app/cockpit/default/").with(user(people.require(login))));

        assertThat(counted("safecity_signin_failed_total") - failed).isEqualTo(5);
        assertThat(counted("safecity_locked_total") - locked).isEqualTo(1);
        assertThat(counted("safecity_denied_total") - denied).isEqualTo(1);
    }

    private double counted(String name) throws IOException, InterruptedException {
        String metrics = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + monitoring + "/actuator/prometheus"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        return metrics.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is not there"));
    }
}
