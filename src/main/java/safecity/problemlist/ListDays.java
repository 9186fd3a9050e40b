package safecity.problemlist;

import java.time.Clock;
import java.time.LocalDate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import safecity.engine.Refused;

/** 上传限额: how many workbooks a person may upload on a day of Asia/Shanghai; set by {@code safecity.lists-per-day}. */
@Repository
class ListDays {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final int perDay;

    ListDays(JdbcClient jdbc, Clock clock, @Value("${safecity.lists-per-day}") int perDay) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.perDay = perDay;
    }

    /**
     * Makes other uploads of the same person wait until the transaction ends.
     *
     * @throws Refused if the person may upload no more today
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void requireRoom(String login) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('safecity.lists ' || :login, 0))")
                .param("login", login)
                .query((row, index) -> login)
                .single();
        LocalDate day = LocalDate.now(clock);
        int uploaded = jdbc.sql("""
                select count(*) from safecity.problem_list
                 where uploaded_by = :login and uploaded_at >= :from and uploaded_at < :until""")
                .param("login", login)
                .param("from", day.atStartOfDay(clock.getZone()).toOffsetDateTime())
                .param("until", day.plusDays(1).atStartOfDay(clock.getZone()).toOffsetDateTime())
                .query(Integer.class)
                .single();
        if (uploaded >= perDay) {
            throw new Refused("您今天已上传 %,d 个文件，到了每日上限。请明天再上传；确需今天导入的，请联系系统管理员调整上限".formatted(perDay));
        }
    }
}
