package safecity.problemlist;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list that was uploaded.
 *
 * @param year        year of the items' numbers
 * @param rowsRead    rows read so far while it is being read
 * @param refusal     why it cannot be read, and what to do; null if it can
 * @param notes       what was left out or assumed in reading
 * @param headingRow  number of the heading's last row in the sheet, from 1
 * @param confirmedAt when somebody confirmed the import; null before that
 * @param signedAt    when it was signed off; null before that
 */
record ProblemList(
        long id,
        String title,
        String reportingUnit,
        @Nullable LocalDate reportedOn,
        int year,
        String fileName,
        Status status,
        String uploadedBy,
        Instant uploadedAt,
        @Nullable String confirmedBy,
        @Nullable Instant confirmedAt,
        @Nullable String signedBy,
        @Nullable Instant signedAt,
        @Nullable String opinion,
        int rowsRead,
        @Nullable String refusal,
        List<String> notes,
        String sheet,
        int headingRow) {

    /** Where a list stands. */
    enum Status {
        READING("正在读取"),
        REFUSED("不能读取"),
        PREVIEW("待确认"),
        GRADING("核对定级"),
        SIGNING("待签发"),
        DISPATCHING("正在派发"),
        DISPATCHED("已派发"),
        WITHDRAWN("已作废");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        /** Chinese name. */
        public String label() {
            return label;
        }
    }

    /** Business key of the list's process. */
    String businessKey() {
        return businessKey(id);
    }

    static String businessKey(long id) {
        return "QD-" + id;
    }
}
