package safecity.notice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Value;
import safecity.item.Item;

/** What a group reads, and how it is signed. */
class RobotMessagesTest extends RobotCase {

    @Value("${safecity.base-url}")
    private String site;

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
}
