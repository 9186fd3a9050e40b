package safecity.notice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import safecity.ApplicationTest;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.item.Item;
import safecity.item.Items;

/** From the outbox to the group: what it reads, how it is signed, how often it is written to, and what happens if it does not answer. It is 2003 here. */
class RobotRelayTest extends ApplicationTest {

    private static final String UNIT = "qu-ti-yu-ju";
    private static final LocalDate DAY = LocalDate.of(2020, 12, 15);
    private static final String SECRET = "SEC0123456789";

    @Autowired
    private Outbox outbox;

    @Autowired
    private Robots robots;

    @Autowired
    private DeadLetters deadLetters;

    @Autowired
    private QuietHours quietHours;

    @Autowired
    private People people;

    @Value("${safecity.base-url}")
    private String site;

    private final GroupChat group = new GroupChat();
    private final List<Long> made = new ArrayList<>();
    private Instant now = Instant.parse("2003-03-04T02:00:00Z");
    private Examples examples;
    private Person office;

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

    @Test
    void tells_the_group_number_title_act_and_link_and_nothing_else_once_however_many_people_are_told() {
        robot(Robot.Kind.WECOM, null, "overdue");
        Item item = examples.item(UNIT, DAY);
        examples.personIn(UNIT);
        examples.personIn(UNIT);

        transaction.executeWithoutResult(status -> {
            outbox.tellUnit(UNIT, item.id(), "overdue", DAY, Map.of());
            outbox.tellUnit("qu-ke-wei", item.id(), "overdue", DAY, Map.of());
            outbox.tellUnit(UNIT, item.id(), "returned", DAY, Map.of("reasons", "张三的电话"));
        });
        relay().sendDue();
        relay().sendDue();

        assertThat(group.posts()).singleElement().satisfies(post -> {
            assertThat(post.uri().getQuery()).isEqualTo("key=abc");
            assertThat(post.contentType()).startsWith("application/json");
            assertThat(post.body().path("msgtype").asText()).isEqualTo("markdown");
            assertThat(post.content())
                    .isEqualTo(
                            "### 创安督办 1 条通知\n> [【超期通知】%1$s 疏散通道堆放杂物](%2$s/items/%1$s)".formatted(item.number(), site));
        });
    }

    @Test
    void posts_in_the_transaction_of_what_it_tells_and_to_nobody_while_it_is_off() {
        long on = robot(Robot.Kind.WECOM, null, "overdue");
        long off = robot(Robot.Kind.WECOM, null, "overdue");
        robots.turn(off, false, office);
        Item item = examples.item(UNIT, DAY);

        transaction.executeWithoutResult(status -> {
            outbox.tellUnit(UNIT, item.id(), "overdue", DAY, Map.of());
            status.setRollbackOnly();
        });
        assertThat(states(on)).isEmpty();
        tell(item);

        assertThat(states(on)).containsExactly("PENDING");
        assertThat(states(off)).isEmpty();
    }

    @Test
    void signs_for_dingtalk_in_the_address_and_for_feishu_in_the_body() {
        robot(Robot.Kind.DINGTALK, SECRET, "overdue");
        robot(Robot.Kind.FEISHU, SECRET, "overdue");
        Item item = examples.item(UNIT, DAY);

        tell(item);
        relay().sendDue();

        GroupChat.Post dingTalk = postOf("msgtype");
        Map<String, String> query = Arrays.stream(dingTalk.uri().getRawQuery().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8)));
        assertThat(query)
                .containsEntry("key", "abc")
                .containsEntry("timestamp", Long.toString(now.toEpochMilli()))
                .containsEntry("sign", RobotClient.hmac(SECRET, now.toEpochMilli() + "\n" + SECRET));
        assertThat(dingTalk.body().path("markdown").path("title").asText()).isEqualTo("创安督办 1 条通知");
        assertThat(dingTalk.body().path("markdown").path("text").asText()).contains("- [【超期通知】" + item.number());
        GroupChat.Post feishu = postOf("msg_type");
        assertThat(feishu.body().path("timestamp").asText()).isEqualTo(Long.toString(now.getEpochSecond()));
        assertThat(feishu.body().path("sign").asText())
                .isEqualTo(RobotClient.hmac(now.getEpochSecond() + "\n" + SECRET, ""));
        assertThat(feishu.body().path("content").path("text").asText())
                .isEqualTo("创安督办 1 条通知\n【超期通知】%1$s 疏散通道堆放杂物\n%2$s/items/%1$s".formatted(item.number(), site));
    }

    @Test
    void signs_as_the_documents_of_the_makers_say() {
        // Counted with another program: HMAC-SHA256, Base64.
        assertThat(RobotClient.hmac("SECabc", "1600000000000\nSECabc"))
                .isEqualTo("ABcUcMOwyGGKmiNbHqEbhvKpuIGkMXqT1gAGfAAmnk8=");
        assertThat(RobotClient.hmac("1600000000\nabc", "")).isEqualTo("6L6POH2rt4SuqaKjbCNoZ7H6Z3R3OevLdHc4Q+A+cEY=");
    }

    @Test
    void merges_what_comes_within_a_minute_into_one_message() {
        long robot = robot(Robot.Kind.WECOM, null, "overdue");
        tell(examples.item(UNIT, DAY));
        relay().sendDue();
        for (int second = 5; second < 60; second += 5) {
            itIs(now.plusSeconds(second));
            tell(examples.item(UNIT, DAY));
            relay().sendDue();
        }
        assertThat(group.posts()).hasSize(1);

        itIs(now.plusSeconds(60));
        relay().sendDue();

        assertThat(group.posts()).hasSize(2);
        assertThat(group.posts().get(1).content()).startsWith("### 创安督办 11 条通知").contains("\n> ");
        assertThat(states(robot)).hasSize(12).containsOnly("SENT");
    }

    @Test
    void sends_no_more_than_twenty_messages_a_minute_and_none_longer_than_the_robot_takes() {
        long robot = robot(Robot.Kind.WECOM, null, "overdue");
        jdbc.sql("""
                insert into safecity.notice (kind, day, robot, address, subject, html, text, state, next_try_at, created_at)
                select 'overdue', date '2000-01-01' + n, :robot, '', repeat('堵', 300) || n, '', 'http://localhost', 'PENDING', :now, :now
                  from generate_series(1, 120) n""")
                .param("robot", robot)
                .param("now", now.atOffset(java.time.ZoneOffset.UTC))
                .update();

        relay().sendDue();
        relay().sendDue();
        assertThat(group.posts()).hasSize(20);
        itIs(now.plusSeconds(60));
        relay().sendDue();

        assertThat(group.posts())
                .hasSize(30)
                .allSatisfy(post ->
                        assertThat(post.content().getBytes(UTF_8).length).isLessThanOrEqualTo(4096));
        assertThat(states(robot)).hasSize(120).containsOnly("SENT");
    }

    @Test
    void tries_again_later_lays_aside_in_the_end_and_sends_again_when_asked() {
        long robot = robot(Robot.Kind.DINGTALK, SECRET, "overdue");
        group.answers(
                200,
                "{\"errcode\":310000,\"errmsg\":\"sign not match https://oapi.dingtalk.com/robot/send?access_token=x\"}");
        tell(examples.item(UNIT, DAY));
        List<String> states = new ArrayList<>();
        for (int minutes : new int[] {0, 1, 6, 36, 156, 516, 2000}) {
            itIs(now.plus(Duration.ofMinutes(minutes)));
            relay().sendDue();
            states.addAll(states(robot));
        }

        assertThat(states).containsExactly("PENDING", "PENDING", "PENDING", "PENDING", "PENDING", "DEAD", "DEAD");
        assertThat(group.posts()).hasSize(6);
        assertThat(NoticeRow.plain(error(robot))).isEqualTo("机器人：拒收（代码 310000）sign not match ");
        group.answers(200, "{\"errcode\":0,\"errmsg\":\"ok\"}");
        deadLetters.resend(
                jdbc.sql("select id from safecity.notice where robot = :robot")
                        .param("robot", robot)
                        .query(Long.class)
                        .single(),
                office);
        relay().sendDue();
        assertThat(states(robot)).containsExactly("SENT");
    }

    @Test
    void takes_no_redirect_no_page_and_no_silence_for_an_answer() {
        long robot = robot(Robot.Kind.WECOM, null, "overdue");
        tell(examples.item(UNIT, DAY));

        group.answers(302, "");
        relay().sendDue();
        assertThat(error(robot)).isEqualTo("机器人：答复 HTTP 302，请核对地址");
        group.answers(200, "<html>登录</html>");
        itIs(now.plus(Duration.ofMinutes(2)));
        relay().sendDue();
        assertThat(error(robot)).isEqualTo("机器人：答复无法识别，请核对地址");
        group.close();
        itIs(now.plus(Duration.ofMinutes(20)));
        relay().sendDue();
        assertThat(error(robot)).isEqualTo("机器人：连接不上，请检查服务器能否访问外网");

        assertThat(group.posts())
                .hasSize(2)
                .noneMatch(post -> post.uri().getPath().contains("elsewhere"));
        assertThat(states(robot)).containsExactly("PENDING");
    }

    @Test
    void sends_each_notice_once_from_two_nodes_at_a_time() {
        long robot = robot(Robot.Kind.WECOM, null, "overdue");
        for (int count = 0; count < 10; count++) {
            tell(examples.item(UNIT, DAY));
        }
        RobotRelay one = relay();
        RobotRelay other = relay();

        CompletableFuture.allOf(CompletableFuture.runAsync(one::sendDue), CompletableFuture.runAsync(other::sendDue))
                .join();

        assertThat(group.posts())
                .singleElement()
                .satisfies(post -> assertThat(post.content()).startsWith("### 创安督办 10 条通知"));
        assertThat(states(robot)).hasSize(10).containsOnly("SENT");
    }

    @Test
    void writes_marks_of_markdown_in_a_title_as_plain_characters() {
        RobotMessage message = RobotMessage.of(
                Robot.Kind.WECOM, List.of(new RobotMessage.Line(1, "【催办】WT-1 [点我](http://x) <@all>", "http://a")));

        assertThat(message.text(Robot.Kind.WECOM)).endsWith("> [【催办】WT-1 ［点我］（http://x） ＜@all＞](http://a)");
    }

    private GroupChat.Post postOf(String field) {
        return group.posts().stream()
                .filter(post -> post.body().has(field))
                .findFirst()
                .orElseThrow();
    }

    private long robot(Robot.Kind kind, @Nullable String secret, String... kinds) {
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

    private RobotRelay relay() {
        RobotClient client = new RobotClient(new RobotGate(group.origin(), true), new ObjectMapper(), clock);
        return new RobotRelay(jdbc, transaction, robots, client, quietHours, clock);
    }

    private void tell(Item item) {
        transaction.executeWithoutResult(status -> outbox.tellUnit(UNIT, item.id(), "overdue", DAY, Map.of()));
    }

    private List<String> states(long robot) {
        return jdbc.sql("select state from safecity.notice where robot = :robot")
                .param("robot", robot)
                .query(String.class)
                .list();
    }

    private @Nullable String error(long robot) {
        return jdbc.sql("select last_error from safecity.notice where robot = :robot")
                .param("robot", robot)
                .query(String.class)
                .single();
    }
}
