package safecity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
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
import org.springframework.boot.test.autoconfigure.web.servlet.MockMvcPrint;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.support.TransactionTemplate;
import safecity.database.EmbeddedPostgres;

/**
 * The running application on a real PostgreSQL, one for all tests: the job executor stands still and the clock is the test's. Tests share the
 * database, so each makes its own items and asserts on these alone.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "camunda.bpm.job-execution.enabled=false",
            "safecity.data-directory=target/test-data-${test.process:1}",
            "safecity.embedded-fsync=false",
            "safecity.embedded-binaries=target/embedded-postgres",
            "safecity.demonstration-list=off",
            "management.server.port=0",
            "safecity.session-idle=PT12H", // the clock jumps by hours within a visit
            "spring.freemarker.enabled=false",
            "management.prometheus.metrics.export.enabled=true",
            "safecity.notice-poll=PT24H",
            "safecity.recount-poll=PT24H",
            "safecity.digest-cron=-",
            "safecity.account-cron=-",
            "safecity.audit-denials=1000000", // many tests are refused as the same few people
            "safecity.daily-figures-poll=PT24H",
            "safecity.webhook-poll=PT24H",
            "safecity.evidence-files-per-day=100000", // the database may be kept over many runs of a day
            "safecity.lists-per-day=100000",
        })
@AutoConfigureMockMvc(print = MockMvcPrint.NONE)
public abstract class ApplicationTest {

    static {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Shanghai"));
    }

    /** Where the application under test keeps its data: each process that runs tests has a directory of its own. */
    protected static final Path DATA = Path.of("target/test-data-" + System.getProperty("test.process", "1"));

    protected static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @Autowired
    protected MockMvc mvc;

    @Autowired
    protected JdbcClient jdbc;

    @Autowired
    protected TransactionTemplate transaction;

    @Autowired
    protected Clock clock;

    @Autowired
    private EmbeddedPostgres database;

    /** Returns the database as the owner of our tables sees it, for what the application itself may not do. */
    protected JdbcClient asOwner() {
        return JdbcClient.create(
                new DriverManagerDataSource(database.url(), database.owner(), database.ownerPassword()));
    }

    /** Returns a connection of the superuser, whom nothing stops. */
    protected Connection asSuperuser() throws SQLException, IOException {
        String password = Files.readString(DATA.resolve("postgres-password")).strip();
        return DriverManager.getConnection(database.url(), "postgres", password);
    }

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
