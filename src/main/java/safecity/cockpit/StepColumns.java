package safecity.cockpit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import safecity.item.CurrentSteps;

/** 当前环节 beside each row of a query named {@code page}, which has the item's {@code number}. */
final class StepColumns {

    /** What to select. */
    static final String SELECTED = "steps.names, steps.units, steps.people";

    /** What to join; parameters from {@link safecity.item.Items#visibilityOf}. */
    static final String JOINED = """
            left join lateral (
                 select array_agg(split_part(t.name, ' ' || t.business_key, 1) order by t.created_at, t.task_id) as names,
                        array_agg(coalesce(holding.short_name, '') order by t.created_at, t.task_id) as units,
                        array_agg(coalesce(holder.display_name, '') order by t.created_at, t.task_id) as people
                   from safecity.open_task t
                   left join safecity.unit holding on holding.code = t.unit
                   left join safecity.account holder on holder.login = t.assignee
                  where t.business_key = page.number and\s""" + CurrentSteps.SHOWN + ") steps on true ";

    private StepColumns() {}

    static List<ItemRow.Step> read(ResultSet row) throws SQLException {
        if (row.getArray("names") == null) {
            return List.of();
        }
        String[] names = (String[]) row.getArray("names").getArray();
        String[] units = (String[]) row.getArray("units").getArray();
        String[] people = (String[]) row.getArray("people").getArray();
        List<ItemRow.Step> steps = new ArrayList<>();
        for (int at = 0; at < names.length; at++) {
            steps.add(new ItemRow.Step(names[at], units[at], people[at]));
        }
        return steps;
    }
}
