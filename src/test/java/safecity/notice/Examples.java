package safecity.notice;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import safecity.calendar.Deadline;
import safecity.calendar.WorkingDays;
import safecity.engine.TaskChanged;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.item.Grade;
import safecity.item.Item;
import safecity.item.Items;
import safecity.item.NewItem;
import safecity.item.Verifier;

/** Items and people of a test's own, in the database that all tests share. */
public final class Examples {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Items items;
    private final People people;

    /** Works on the application under test. */
    public Examples(JdbcClient jdbc, TransactionTemplate transaction, Items items, People people) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.items = items;
        this.people = people;
    }

    /** Registers an ordinary item with this deadline; a unit is responsible for it, 黄村镇 is where it is. */
    public Item item(String unit, LocalDate deadline) {
        return transaction.execute(status -> items.register(
                new NewItem(
                        "疏散通道堆放杂物",
                        "专项检查",
                        "某商场",
                        "huang-cun-zhen",
                        null,
                        Grade.ORDINARY,
                        unit,
                        Verifier.OFFICE,
                        List.of(),
                        "",
                        "",
                        "",
                        "",
                        "",
                        null,
                        UUID.randomUUID().toString(),
                        new Deadline(deadline, false)),
                deadline.getYear()));
    }

    /** Returns the news that a unit's task on an item is open, or not any more; whoever listens is told by publishing it. */
    public static TaskChanged task(String id, Item item, String unit, LocalDate due, boolean open) {
        return new TaskChanged(
                id,
                item.number(),
                "rectification",
                "carryOut",
                "组织整改 " + item.label(),
                unit,
                null,
                WorkingDays.endOf(due),
                open);
    }

    /** Makes somebody known who works in a unit. */
    public Person personIn(String unit) {
        String login = "p" + UUID.randomUUID().toString().substring(0, 18);
        jdbc.sql("""
                insert into safecity.account (login, display_name, unit, roles, email, password_hash, created_at)
                values (:login, '测试', :unit, '{UNIT_CLERK}', :email, '', :at)""")
                .param("login", login)
                .param("unit", unit)
                .param("email", login + "@example.org")
                .param("at", LocalDate.of(2020, 1, 1).atStartOfDay().atOffset(ZoneOffset.UTC))
                .update();
        return people.require(login);
    }

    /** Returns the subjects of what was posted to a person, the oldest first. */
    public List<String> subjectsTo(Person person) {
        return jdbc.sql("select subject from safecity.notice where recipient = :login order by id")
                .param("login", person.login())
                .query(String.class)
                .list();
    }
}
