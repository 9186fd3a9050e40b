package safecity.supervision;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 验收: a unit's request and what came of it.
 *
 * @param seq         1 for the first
 * @param report      整改报告
 * @param selfCheck   自验 or 委托评估
 * @param selfChecker who checked or assessed
 * @param submittedBy login
 * @param submittedAt when it was asked for
 * @param unit        code of the responsible unit
 * @param inspectors  logins of the team; empty until it was formed
 * @param inspectOn   day of the visit; null until the team was formed
 * @param passed      what most of the team found; null until all have said it
 * @param concludedOn day of the conclusion
 * @param revoked     whether a review found the conclusion wrong
 */
public record Acceptance(
        int seq,
        String report,
        String selfCheck,
        String selfChecker,
        String submittedBy,
        Instant submittedAt,
        String unit,
        List<String> inspectors,
        @Nullable LocalDate inspectOn,
        @Nullable Boolean passed,
        @Nullable LocalDate concludedOn,
        boolean revoked) {

    /** What one member of the team found. */
    public record Opinion(String inspector, String name, String unitName, boolean passed, String opinion) {}
}
