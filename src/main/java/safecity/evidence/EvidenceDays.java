package safecity.evidence;

import java.time.Clock;
import java.time.LocalDate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.unit.DataSize;
import safecity.engine.Refused;
import safecity.identity.Person;

/**
 * 上传限额: how much each unit, or person without one, may upload on a day of Asia/Shanghai (threat T12). Default of the district (本区默认), set by
 * {@code safecity.evidence-files-per-day} and {@code safecity.evidence-bytes-per-day}. What is deleted again counts too.
 */
@Repository
class EvidenceDays {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final int files;
    private final DataSize bytes;

    EvidenceDays(
            JdbcClient jdbc,
            Clock clock,
            @Value("${safecity.evidence-files-per-day}") int files,
            @Value("${safecity.evidence-bytes-per-day}") DataSize bytes) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.files = files;
        this.bytes = bytes;
    }

    /**
     * Tells before a file is looked into whether there is room for any.
     *
     * @throws Refused if today's files or bytes are used up
     */
    void requireRoom(Person person) {
        boolean full = jdbc.sql("""
                select exists (select 1 from safecity.evidence_day
                                where owner = :owner and day = :day and (files >= :files or bytes >= :bytes))""")
                .param("owner", owner(person))
                .param("day", LocalDate.now(clock))
                .param("files", files)
                .param("bytes", bytes.toBytes())
                .query(Boolean.class)
                .single();
        if (full) {
            throw full(person);
        }
    }

    /**
     * Counts a file; uploads of one unit wait here for each other until their transactions end, so that none gets past the limit.
     *
     * @param size bytes that are kept
     * @throws Refused if the file does not fit into what is left of today
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void count(Person person, long size) {
        int rows = jdbc.sql("""
                insert into safecity.evidence_day as today (owner, day, files, bytes)
                values (:owner, :day, 1, :size)
                on conflict (owner, day) do update
                   set files = today.files + 1, bytes = today.bytes + excluded.bytes
                 where today.files < :files and today.bytes + excluded.bytes <= :bytes""")
                .param("owner", owner(person))
                .param("day", LocalDate.now(clock))
                .param("size", size)
                .param("files", files)
                .param("bytes", bytes.toBytes())
                .update();
        if (rows == 0) {
            throw full(person);
        }
    }

    private Refused full(Person person) {
        return new Refused("%s今天上传的材料已到每日上限（%,d 个文件、共 %,d MB），请明天再上传；确需今天上传的，请联系系统管理员调整上限"
                .formatted(person.unit() == null ? "您" : "本单位", files, bytes.toMegabytes()));
    }

    private static String owner(Person person) {
        return person.unit() == null ? "@" + person.login() : person.unit();
    }
}
