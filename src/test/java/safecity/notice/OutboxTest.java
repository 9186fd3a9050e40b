package safecity.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.IllegalTransactionStateException;
import safecity.ApplicationTest;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.item.Item;
import safecity.item.Items;

class OutboxTest extends ApplicationTest {

    private static final String UNIT = "qu-qi-xiang-ju";
    private static final LocalDate DAY = LocalDate.of(2020, 12, 15);

    @Autowired
    private Outbox outbox;

    @Autowired
    private Letters letters;

    private Examples examples;

    @BeforeEach
    void makeExamples(@Autowired Items items, @Autowired People people) {
        examples = new Examples(jdbc, transaction, items, people);
    }

    @Test
    void posts_the_same_notice_once_however_often_it_is_asked_to() {
        Person person = examples.personIn(UNIT);
        Item item = examples.item(UNIT, DAY);

        Integer first = tell(item, "due-soon", DAY);
        Integer second = tell(item, "due-soon", DAY);
        Integer otherKind = tell(item, "overdue", DAY);
        Integer otherDay = tell(item, "due-soon", DAY.plusDays(1));

        assertThat(first).isPositive().isEqualTo(otherKind).isEqualTo(otherDay);
        assertThat(second).isZero();
        assertThat(examples.subjectsTo(person))
                .containsExactly(
                        "【三日内到期】%s 疏散通道堆放杂物".formatted(item.number()),
                        "【超期】%s 疏散通道堆放杂物".formatted(item.number()),
                        "【三日内到期】%s 疏散通道堆放杂物".formatted(item.number()));
    }

    @Test
    void takes_its_notices_back_when_the_transaction_is_rolled_back() {
        Person person = examples.personIn(UNIT);
        Item item = examples.item(UNIT, DAY);

        transaction.executeWithoutResult(status -> {
            outbox.post(item.id(), "overdue", DAY, person, Map.of());
            status.setRollbackOnly();
        });

        assertThat(examples.subjectsTo(person)).isEmpty();
        assertThatThrownBy(() -> outbox.post(item.id(), "overdue", DAY, person, Map.of()))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "due-soon,【三日内到期】,区气象局：",
        "overdue,【超期】,区气象局：",
        "returned,【退回整改】,区气象局：",
        "handed-back,【退回待裁定】,区创安办：",
        "refused-twice,【两次核查未通过】,区创安办："
    })
    void writes_every_kind_from_its_templates(String kind, String subject, String salutation) {
        Person person = examples.personIn(UNIT);
        Item item = examples.item(UNIT, DAY);

        transaction.executeWithoutResult(
                status -> outbox.post(item.id(), kind, DAY, person, Map.of("reasons", "照片里有张三的电话")));

        jdbc.sql("select id, subject, html, text from safecity.notice where recipient = :login")
                .param("login", person.login())
                .query(row -> {
                    assertThat(row.getString("subject")).isEqualTo(subject + item.number() + " 疏散通道堆放杂物");
                    assertThat(row.getString("html"))
                            .startsWith("<!DOCTYPE html>")
                            .contains(
                                    salutation,
                                    item.number(),
                                    "2020年12月15日",
                                    "/items/" + item.number() + "?notice=" + row.getLong("id") + "\"")
                            .doesNotContain(" th:", "xmlns", "暂定", "张三");
                    assertThat(row.getString("text"))
                            .startsWith(salutation)
                            .contains(
                                    item.number(),
                                    "整改期限：2020年12月15日\n",
                                    "/items/" + item.number() + "?notice=" + row.getLong("id") + "\n")
                            .doesNotContain("[(", "[#", "张三");
                });
    }

    @Test
    void says_so_where_a_deadline_is_provisional_and_escapes_what_users_wrote() {
        Map<String, Object> model = Map.of(
                "number", "WT-2027-00001",
                "title", "<b>通道</b>\r\nBcc: all@example.org\u2028",
                "unit", "区气象局",
                "deadline", LocalDate.of(2027, 1, 4),
                "provisional", true,
                "link", "http://localhost:8080/items/WT-2027-00001");

        Letter letter = letters.write("overdue", model);

        assertThat(letter.subject()).isEqualTo("【超期】WT-2027-00001 <b>通道</b> Bcc: all@example.org");
        assertThat(letter.html()).contains("暂定", "&lt;b&gt;通道").doesNotContain("<b>通道");
        assertThat(letter.text()).contains("2027年1月4日（暂定");
    }

    @Test
    void refuses_a_kind_without_templates_and_one_that_is_no_word() {
        assertThatThrownBy(() -> letters.write("unheard-of", Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("config/notices/unheard-of.subject.txt");
        assertThatThrownBy(() -> letters.write("../application", Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Integer tell(Item item, String kind, LocalDate day) {
        return transaction.execute(status -> outbox.tellUnit(UNIT, item.id(), kind, day, Map.of()));
    }
}
