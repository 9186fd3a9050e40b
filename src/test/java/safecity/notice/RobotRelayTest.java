package safecity.notice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How often a group is written to, and what happens if its robot does not answer. */
class RobotRelayTest extends RobotCase {

    @Autowired
    private DeadLetters deadLetters;

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
}
