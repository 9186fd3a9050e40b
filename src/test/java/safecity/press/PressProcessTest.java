package safecity.press;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static safecity.Cases.CLERK;
import static safecity.Cases.COLLEAGUE;
import static safecity.Cases.LEAD;
import static safecity.Cases.LOCALITY;
import static safecity.Cases.LOCAL_CLERK;
import static safecity.Cases.SUPERVISOR;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.assertj.core.groups.Tuple;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.CaseTest;
import safecity.Walks;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.item.Item;
import safecity.item.ItemLog;

@Walks("press")
class PressProcessTest extends CaseTest {

    private static final Map<String, Object> ANSWER = Map.of("answer", "井盖已下单", "expectedOn", "2020-06-05");

    @Autowired
    private Pressing pressing;

    @Autowired
    private Presses presses;

    @Autowired
    private ItemLog log;

    @Autowired
    private People people;

    @Test
    void is_signed_for_by_the_unit_pressed_within_a_working_day_and_leaves_the_item_where_it_stands() {
        Item item = cases.underWay(wish -> wish);

        press(item, "请本周内 *办结*");

        ProcessInstance press = process(item, "press");
        assertThat(press).isWaitingAtExactly("signForPress");
        assertThat(cases.step(item, "signForPress").unit()).isEqualTo(LEAD);
        assertThat(due(item, "signForPress")).isEqualTo(LocalDateTime.of(2020, 6, 2, 23, 59, 59));
        assertThat(form(item, "signForPress").get("pressText"))
                .isEqualTo("**2020-06-01 10:00 督办员甲催办“实施整改”**\n\n请本周内 \\*办结\\*");

        cases.complete(item, CLERK, "signForPress", ANSWER);

        assertThat(press).isEnded().hasPassed("pressSignedFor");
        assertThat(presses.of(item.id()))
                .singleElement()
                .extracting(Press::signed, Press::answer, Press::expectedOn)
                .containsExactly(true, "井盖已下单", LocalDate.of(2020, 6, 5));
        assertThat(cases.at(item)).containsExactly("carryOut");
        assertThat(log.of(item.id()).stream().limit(2).map(entry -> entry.act() + " " + entry.detail()))
                .containsExactly(
                        "签收催办 预计 2020-06-05 前完成：井盖已下单", "催办 催办区城管委（实施整改），通知 %s：请本周内 *办结*".formatted(namesOfUnit()));
    }

    @Test
    void asks_what_was_done_and_when_it_will_be_and_takes_no_day_that_has_passed() {
        Item item = cases.underWay(wish -> wish);
        press(item, "");

        assertRefused(
                item,
                "请填写办理情况说明",
                () -> cases.complete(item, CLERK, "signForPress", Map.of("expectedOn", "2020-06-05")));
        assertRefused(item, "请填写预计完成时间", () -> cases.complete(item, CLERK, "signForPress", Map.of("answer", "在办")));
        assertRefused(
                item,
                "“五号”不是日期",
                () -> cases.complete(item, CLERK, "signForPress", Map.of("answer", "在办", "expectedOn", "五号")));
        assertRefused(
                item,
                "2020-05-31 已经过去",
                () -> cases.complete(item, CLERK, "signForPress", Map.of("answer", "在办", "expectedOn", "2020-05-31")));
        assertThat(form(item, "signForPress").get("pressText")).asString().endsWith("请抓紧办理。");
    }

    @Test
    void is_replaced_by_the_next_press_whose_task_shows_both_and_signs_both() {
        Item item = cases.underWay(wish -> wish);
        press(item, "第一次");
        ProcessInstance first = process(item, "press");
        tenOClockOn(TODAY.plusDays(1));

        press(item, "第二次");

        assertThat(first).isEnded().hasPassed("pressedAgain", "pressReplaced");
        assertThat(cases.at(item)).containsExactly("carryOut", "signForPress");
        assertThat(form(item, "signForPress").get("pressText"))
                .asString()
                .containsSubsequence("共有 2 次催办未签收", "2020-06-02 10:00", "第二次", "2020-06-01 10:00", "第一次");
        cases.complete(item, CLERK, "signForPress", ANSWER);
        assertThat(presses.of(item.id())).hasSize(2).allMatch(Press::signed);
    }

    @Test
    void goes_to_the_unit_that_is_to_act_now_and_leaves_what_the_former_one_did_not_sign_visible() {
        Item item = cases.underWay(wish -> wish);
        press(item, "");
        cases.carryOutAndSubmit(item);
        tenOClockOn(TODAY.plusDays(1));

        press(item, "");

        assertThat(cases.step(item, "signForPress").unit()).isEqualTo(LOCALITY);
        cases.complete(item, LOCAL_CLERK, "signForPress", ANSWER);
        assertThat(presses.of(item.id()))
                .extracting(Press::unit, Press::signed, Press::passedOn)
                .containsExactly(Tuple.tuple(LOCALITY, true, null), Tuple.tuple(LEAD, false, "黄村镇"));
    }

    @Test
    void needs_no_signing_once_the_item_is_closed() {
        Item item = cases.submitted(wish -> wish);
        press(item, "");
        ProcessInstance press = process(item, "press");

        cases.verify(item, "accept");
        cases.reassess(item, "effective");

        assertThat(press).isEnded().hasPassed("itemClosed", "pressDropped");
        assertThat(cases.at(item)).isEmpty();
        assertThat(presses.of(item.id())).singleElement().matches(each -> !each.signed());
    }

    @Test
    void tells_who_holds_the_task_and_the_heads_or_everybody_while_nobody_holds_it_and_each_once() {
        Item free = cases.underWay(wish -> wish);
        Item held = cases.underWay(wish -> wish);
        cases.claimed(held, COLLEAGUE, "carryOut");

        press(free, "");
        press(held, "");

        List<String> unit = people.reachableIn(LEAD).stream()
                .map(person -> "pressed " + person.login())
                .toList();
        assertThat(cases.told(free)).containsAll(unit).doesNotHaveDuplicates();
        assertThat(cases.told(held))
                .filteredOn(told -> told.startsWith("pressed "))
                .containsExactlyInAnyOrder("pressed " + COLLEAGUE, "pressed chengguanwei-head");
    }

    @Test
    void says_so_where_nobody_can_be_written_to_but_still_asks_for_a_signature() {
        Item item = cases.underWay(wish -> wish);
        List<Person> reachable = people.reachableIn(LEAD);
        jdbc.sql("update safecity.account set email = null where unit = :unit")
                .param("unit", LEAD)
                .update();
        try {
            assertThat(press(item, "")).contains("没有登记邮箱");
        } finally {
            reachable.forEach(person -> jdbc.sql("update safecity.account set email = :email where login = :login")
                    .param("email", person.email())
                    .param("login", person.login())
                    .update());
        }

        assertThat(cases.at(item)).contains("signForPress");
        assertThat(presses.of(item.id()))
                .singleElement()
                .extracting(Press::told)
                .isEqualTo(0);
    }

    private String press(Item item, String words) {
        return pressing.press(item.number(), words, people.require(SUPERVISOR));
    }

    private String namesOfUnit() {
        return String.join(
                "、",
                people.reachableIn(LEAD).stream()
                        .map(person -> person.displayName())
                        .toList());
    }
}
