package safecity.notice;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.ApplicationTest;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.item.Item;
import safecity.item.Items;

/** What the tests of robots share: a chat group on this machine, robots that are switched off afterwards, and a moment in 2003. */
abstract class RobotCase extends ApplicationTest {

    static final String UNIT = "qu-ti-yu-ju";
    static final LocalDate DAY = LocalDate.of(2020, 12, 15);
    static final String SECRET = "SEC0123456789";

    @Autowired
    Outbox outbox;

    @Autowired
    Robots robots;

    @Autowired
    QuietHours quietHours;

    @Autowired
    People people;

    final GroupChat group = new GroupChat();
    final List<Long> made = new ArrayList<>();
    Instant now = Instant.parse("2003-03-04T02:00:00Z");
    Examples examples;
    Person office;

    @BeforeEach
    void itIs2003(@Autowired Items items) {
        itIs(now);
        examples = new Examples(jdbc, transaction, items, people);
        office = people.require("duban");
    }

    @AfterEach
    void switchOff() {
        made.forEach(id -> robots.turn(id, false, office));
        group.close();
    }

    long robot(Robot.Kind kind, @Nullable String secret, String... kinds) {
        long id = robots.keep(
                new Robot(
                        0,
                        "群 " + UUID.randomUUID(),
                        kind,
                        group.origin() + "/send?key=abc",
                        secret,
                        List.of(kinds),
                        false,
                        "",
                        now),
                office);
        robots.turn(id, true, office);
        made.add(id);
        return id;
    }

    RobotRelay relay() {
        RobotClient client = new RobotClient(new RobotGate(group.origin(), true), new ObjectMapper(), clock);
        return new RobotRelay(jdbc, transaction, robots, client, quietHours, clock);
    }

    void tell(Item item) {
        transaction.executeWithoutResult(status -> outbox.tellUnit(UNIT, item.id(), "overdue", DAY, Map.of()));
    }

    List<String> states(long robot) {
        return jdbc.sql("select state from safecity.notice where robot = :robot")
                .param("robot", robot)
                .query(String.class)
                .list();
    }

    @Nullable
    String error(long robot) {
        return jdbc.sql("select last_error from safecity.notice where robot = :robot")
                .param("robot", robot)
                .query(String.class)
                .single();
    }
}
