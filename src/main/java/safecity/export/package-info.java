/**
 * 导出: the workbooks of items and of the ranking of units. Owns {@code safecity.export_log}, which says who took what out. Rows and figures come from
 * the query classes of the pages; 问题清单 and 整改清单 can be imported again, row by row.
 */
@ApplicationModule(
        allowedDependencies = {
            "audit",
            "cockpit",
            "board",
            "bulk",
            "item",
            "unit",
            "calendar",
            "identity",
            "engine",
            "reference",
            "workbook"
        })
@NullMarked
package safecity.export;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
