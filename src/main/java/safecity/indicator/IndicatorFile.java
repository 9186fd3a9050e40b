package safecity.indicator;

import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import safecity.reference.ReferenceFile;
import safecity.reference.ReferenceRow;

/** Keeps the indicators as {@code config/indicators.csv} says, at every start. A changed row is updated; one gone from the file stays. */
@Component
@Order(0)
class IndicatorFile implements ApplicationRunner {

    /** The file holds the national catalogue of 2019 (国家安全发展示范城市评价细则, 2019 版). */
    private static final String VERSION = "2019";

    private static final Logger log = LoggerFactory.getLogger(IndicatorFile.class);

    private final JdbcClient jdbc;

    IndicatorFile(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Loads the file in one transaction. */
    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        load(ReferenceFile.read(
                "indicators.csv",
                "code",
                "level1",
                "level2",
                "content",
                "points",
                "kind",
                "deduction_rule",
                "provenance"));
    }

    void load(ReferenceFile indicators) {
        Set<String> codes = new HashSet<>();
        int changed = 0;
        for (ReferenceRow row : indicators.rows()) {
            if (!codes.add(row.required("code"))) {
                throw row.wrong("指标编号“%s”重复".formatted(row.required("code")));
            }
            changed += keep(row);
        }
        log.info("{} indicators ({} new or changed)", indicators.rows().size(), changed);
    }

    private int keep(ReferenceRow row) {
        return jdbc.sql("""
                insert into safecity.indicator as i
                       (version, code, level1, level2, content, points, kind, deduction_rule, provenance)
                values (:version, :code, :level1, :level2, :content, :points, :kind, :deductionRule, :provenance)
                on conflict (version, code) do update
                   set level1 = excluded.level1, level2 = excluded.level2, content = excluded.content,
                       points = excluded.points, kind = excluded.kind, deduction_rule = excluded.deduction_rule,
                       provenance = excluded.provenance
                 where i is distinct from excluded""")
                .param("version", VERSION)
                .param("code", row.required("code"))
                .param("level1", row.required("level1"))
                .param("level2", row.required("level2"))
                .param("content", row.required("content"))
                .param("points", row.text("points"))
                .param("kind", row.required("kind"))
                .param("deductionRule", row.text("deduction_rule"))
                .param("provenance", row.required("provenance"))
                .update();
    }
}
