package safecity.cockpit;

import java.time.LocalDate;
import java.util.List;
import safecity.item.Grade;
import safecity.item.Status;
import safecity.item.TimeLimit;

/**
 * A row of the list.
 *
 * @param place    place with its locality; may be empty
 * @param leadUnit short name of the responsible unit
 * @param locality short name of the town or subdistrict; empty if there is none
 * @param task     number of the main task; 0 if there is none
 * @param arrived  day on which it was dispatched
 * @param steps    open tasks, the oldest first; empty while the case waits for none
 * @param cursor   where in the list it stands, for the URL of the page behind it
 */
public record ItemRow(
        String number,
        String title,
        String description,
        String place,
        Grade grade,
        String leadUnit,
        String locality,
        int task,
        String source,
        LocalDate arrived,
        Status status,
        int round,
        TimeLimit limit,
        List<Step> steps,
        String cursor) {

    /**
     * An open task.
     *
     * @param name   Chinese name of the step
     * @param unit   short name of the unit that holds it; empty if there is none
     * @param person Chinese name of who holds it; empty while nobody does
     */
    public record Step(String name, String unit, String person) {

        /** Who holds it, in words. */
        public String holder() {
            String held = person.isEmpty() ? "待认领" : person;
            return unit.isEmpty() || person.startsWith(unit) ? held : unit + " · " + held;
        }
    }
}
