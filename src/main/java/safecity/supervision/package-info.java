/**
 * 挂牌督办: a major hazard that the leading group has listed, from the proposal to the archive, with what runs beside it: 进展报送, 超期督办, 复核. Owns
 * {@code safecity.listing} and the tables that begin with its name. Every limit is a row of {@code listing.dmn}, copied into the dated timetable of each
 * listing; the order of the work is in {@code supervision.bpmn} and the processes that it calls or starts.
 */
@ApplicationModule(
        allowedDependencies = {
            "audit",
            "item",
            "unit",
            "calendar",
            "engine",
            "identity",
            "evidence",
            "notice",
            "document",
            "publication",
            "workbook"
        })
@NullMarked
package safecity.supervision;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
