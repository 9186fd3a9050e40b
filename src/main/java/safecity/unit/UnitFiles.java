package safecity.unit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import safecity.reference.ReferenceFile;
import safecity.reference.ReferenceRow;

/**
 * Keeps the directory of units and the main tasks as {@code config/units.csv} and {@code config/main-tasks.csv} say, at every start before anything
 * else runs. A changed row is updated; one that is gone from its file stays, because cases refer to it.
 */
@Component
@Order(0)
class UnitFiles implements ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(UnitFiles.class);
    private static final String UNITS = "units.csv";
    private static final String MAIN_TASKS = "main-tasks.csv";
    private static final List<String> KINDS =
            List.of("leading_group", "office", "experts", "department", "oversight", "town", "subdistrict", "base");

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    UnitFiles(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** Loads both files in one transaction. */
    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        ReferenceFile units = ReferenceFile.read(
                UNITS, "code", "short_name", "full_name", "kind", "kind_zh", "aliases", "full_name_verified");
        ReferenceFile mainTasks = ReferenceFile.read(
                MAIN_TASKS,
                "no",
                "group_no",
                "group",
                "title",
                "content",
                "lead_unit",
                "responsible_units",
                "localities");
        load(units, mainTasks);
    }

    void load(ReferenceFile units, ReferenceFile mainTasks) {
        // Two programs that start at the same moment load one after the other.
        jdbc.sql("select pg_advisory_xact_lock(hashtext('safecity.unit'))")
                .query((row, index) -> 0)
                .list();
        Map<String, String> codeByName = checked(units);
        int position = 0;
        List<String> changedUnits = new ArrayList<>();
        for (ReferenceRow row : units.rows()) {
            if (keepUnit(row, position++) > 0) {
                changedUnits.add(row.required("short_name"));
            }
        }
        List<String> changedTasks = new ArrayList<>();
        Set<Integer> numbers = new HashSet<>();
        for (ReferenceRow row : mainTasks.rows()) {
            if (!numbers.add(row.number("no"))) {
                throw row.wrong("任务编号 %d 重复".formatted(row.number("no")));
            }
            if (keepMainTask(row, codeByName) > 0) {
                changedTasks.add(row.required("title"));
            }
        }
        tell(UNITS, changedUnits);
        tell(MAIN_TASKS, changedTasks);
        log.info(
                "{} units ({} new or changed), {} main tasks ({} new or changed)",
                units.rows().size(),
                changedUnits.size(),
                mainTasks.rows().size(),
                changedTasks.size());
    }

    private void tell(String file, List<String> changed) {
        if (!changed.isEmpty()) {
            events.publishEvent(new DirectoryChanged(file, List.copyOf(changed)));
        }
    }

    /** Returns every name and alias with its unit's code, once the file is sound. */
    private static Map<String, String> checked(ReferenceFile units) {
        Map<String, String> codeByName = new HashMap<>();
        Set<String> codes = new HashSet<>();
        for (ReferenceRow row : units.rows()) {
            String code = row.required("code");
            if (!code.matches("[a-z0-9-]{2,64}")) {
                throw row.wrong("单位代码“%s”只能用小写字母、数字和连字符".formatted(code));
            }
            if (!codes.add(code)) {
                throw row.wrong("单位代码“%s”重复".formatted(code));
            }
            claim(codeByName, row, row.required("short_name"), code);
            claim(codeByName, row, row.required("full_name"), code);
            row.names("aliases").forEach(alias -> claim(codeByName, row, alias, code));
        }
        for (String code : List.of(Units.OFFICE, Units.EXPERTS, Units.LEADING_GROUP)) {
            if (!codes.contains(code)) {
                throw units.wrong("缺少代码为“%s”的单位，程序需要它".formatted(code));
            }
        }
        return codeByName;
    }

    private static void claim(Map<String, String> codeByName, ReferenceRow row, String name, String code) {
        @Nullable String other = codeByName.put(name, code);
        if (other != null && !other.equals(code)) {
            throw row.wrong("名称“%s”已用于单位 %s，名称和别名不能重复".formatted(name, other));
        }
    }

    private int keepUnit(ReferenceRow row, int position) {
        return jdbc.sql("""
                insert into safecity.unit as u
                       (code, short_name, full_name, kind, kind_name, aliases, full_name_verified, position)
                values (:code, :shortName, :fullName, :kind, :kindName, :aliases, :verified, :position)
                on conflict (code) do update
                   set short_name = excluded.short_name, full_name = excluded.full_name, kind = excluded.kind,
                       kind_name = excluded.kind_name, aliases = excluded.aliases,
                       full_name_verified = excluded.full_name_verified, position = excluded.position
                 where u is distinct from excluded""")
                .param("code", row.required("code"))
                .param("shortName", row.required("short_name"))
                .param("fullName", row.required("full_name"))
                .param("kind", row.oneOf("kind", KINDS))
                .param("kindName", row.required("kind_zh"))
                .param("aliases", row.names("aliases").toArray(String[]::new))
                .param("verified", row.yes("full_name_verified"))
                .param("position", position)
                .update();
    }

    private int keepMainTask(ReferenceRow row, Map<String, String> codeByName) {
        return jdbc.sql("""
                insert into safecity.main_task as t
                       (no, group_no, group_title, title, content, lead_unit, responsible_units, localities)
                values (:no, :groupNo, :groupTitle, :title, :content, :lead, :responsible, :localities)
                on conflict (no) do update
                   set group_no = excluded.group_no, group_title = excluded.group_title, title = excluded.title,
                       content = excluded.content, lead_unit = excluded.lead_unit,
                       responsible_units = excluded.responsible_units, localities = excluded.localities
                 where t is distinct from excluded""")
                .param("no", row.number("no"))
                .param("groupNo", row.number("group_no"))
                .param("groupTitle", row.required("group"))
                .param("title", row.required("title"))
                .param("content", row.required("content"))
                .param("lead", code(row, row.required("lead_unit"), codeByName))
                .param(
                        "responsible",
                        row.names("responsible_units").stream()
                                .map(name -> code(row, name, codeByName))
                                .toArray(String[]::new))
                .param("localities", row.yes("localities"))
                .update();
    }

    private static String code(ReferenceRow row, String name, Map<String, String> codeByName) {
        @Nullable String code = codeByName.get(name);
        if (code == null) {
            throw row.wrong("单位“%s”不在 config/units.csv 中，请改为其中的简称或在其中补上".formatted(name));
        }
        return code;
    }
}
