package safecity.rectification;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 整改方案.
 *
 * @param version     1 for the item's first plan
 * @param goal        整改目标
 * @param measures    整改措施
 * @param person      责任人
 * @param finishOn    完成时限, not after the item's deadline
 * @param funds       资金保障; mandatory for a major hazard
 * @param contingency 应急预案; mandatory for a major hazard
 * @param submittedBy login
 * @param accepted    the office's decision; null while it is open
 * @param reasons     the office's words; null while it is open
 */
record Plan(
        int version,
        String goal,
        String measures,
        String person,
        LocalDate finishOn,
        String funds,
        String contingency,
        String submittedBy,
        @Nullable Boolean accepted,
        @Nullable String reasons) {}
