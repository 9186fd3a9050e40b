package safecity.tasklist;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import safecity.identity.Person;
import safecity.item.Grade;
import safecity.item.Items;
import safecity.item.Lamps;
import safecity.item.TimeLimit;

/** The cards of open tasks, of which a person sees those of the cases that the person may see. */
@Repository
class TaskCards {

    private final JdbcClient jdbc;
    private final Lamps lamps;
    private final Clock clock;

    TaskCards(JdbcClient jdbc, Lamps lamps, Clock clock) {
        this.jdbc = jdbc;
        this.lamps = lamps;
        this.clock = clock;
    }

    /** Returns the cards of those of the tasks that are open and visible to the person, in no order. */
    @Transactional(readOnly = true)
    public List<TaskCard> of(Collection<String> taskIds, Person viewer) {
        if (taskIds.isEmpty()) {
            return List.of();
        }
        List<TaskCard> cards = new ArrayList<>(ofItems(taskIds, viewer));
        cards.addAll(ofLists(taskIds, viewer));
        return cards;
    }

    private List<TaskCard> ofItems(Collection<String> taskIds, Person viewer) {
        LocalDate today = LocalDate.now(clock);
        return jdbc.sql("""
                select open.task_id, i.number, i.grade, i.round, i.original_deadline, i.approved_deadline, i.paused_on, lead.short_name as unit
                  from safecity.open_task open
                  join safecity.item i on i.number = open.business_key
                  join safecity.unit lead on lead.code = i.lead_unit
                 where open.task_id in (:ids) and
                """ + Items.VISIBLE)
                .param("ids", taskIds)
                .params(Items.visibilityOf(viewer))
                .query((row, index) -> card(row, today))
                .list();
    }

    /** A problem list's case is numbered by its row; only those whose task it is and those who see everything see it. */
    private List<TaskCard> ofLists(Collection<String> taskIds, Person viewer) {
        return jdbc.sql("""
                select open.task_id, open.business_key, list.title
                  from safecity.open_task open
                  join safecity.problem_list list on list.id = substring(open.business_key from '[0-9]+$')::bigint
                 where open.task_id in (:ids) and open.business_key like 'QD-%'
                   and (:seesEverything or open.unit = :viewerUnit or open.assignee = :viewerLogin)""")
                .param("ids", taskIds)
                .params(Items.visibilityOf(viewer))
                .query((row, index) -> TaskCard.ofList(
                        row.getString("task_id"), row.getString("business_key"), row.getString("title")))
                .list();
    }

    private TaskCard card(ResultSet row, LocalDate today) throws SQLException {
        LocalDate deadline = row.getObject("approved_deadline", LocalDate.class);
        LocalDate original = row.getObject("original_deadline", LocalDate.class);
        LocalDate pausedOn = row.getObject("paused_on", LocalDate.class);
        TimeLimit limit = lamps.limit(today, original, deadline, false, null, pausedOn);
        return new TaskCard(
                row.getString("task_id"),
                row.getString("number"),
                null,
                Grade.valueOf(row.getString("grade")).label(),
                row.getString("unit"),
                row.getInt("round"),
                deadline.toString(),
                limit.extended() ? original.toString() : null,
                limit.lamp().style(),
                limit.lamp().shape(),
                limit.lamp().word(),
                limit.remaining());
    }
}
