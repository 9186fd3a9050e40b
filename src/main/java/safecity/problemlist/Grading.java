package safecity.problemlist;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import safecity.calendar.Counting;
import safecity.item.Grade;
import safecity.item.Verifier;

/** 定级: what is proposed and decided for the chosen rows of a list, until each has become an item. */
@Repository
class Grading {

    private static final String CHOSEN = """
            select r.id, r.list_id, r.sheet_row, coalesce(r.cells ->> '序号', '') as serial, r.verdict, r.reasons, r.offending, r.expired,
                   r.chosen, r.fingerprint, r.description, r.source, r.place, r.locality, r.main_task_no, r.grade, r.lead_unit,
                   r.cooperating, r.goal, r.measures, r.deadline, r.provisional, r.deadline_from, r.deadline_working_days,
                   r.verifier, r.person, r.phone, r.remark,
                   null as item_number
              from safecity.problem_list_row r
             where r.list_id = :id and r.chosen and r.item_id is null
            """;

    private final JdbcClient jdbc;

    Grading(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a row becomes if it stays like this; without {@code counting} its deadline was given as a date. */
    record Answer(
            Grade grade,
            @Nullable String lead,
            @Nullable LocalDate deadline,
            boolean provisional,
            @Nullable Counting counting,
            boolean expired,
            Verifier verifier) {}

    /** Code of the unit that leads a main task; null if there is no such task. */
    @Nullable
    String leadOfTask(int mainTaskNo) {
        return jdbc.sql("select lead_unit from safecity.main_task where no = :no")
                .param("no", mainTaskNo)
                .query(String.class)
                .optional()
                .orElse(null);
    }

    /** All chosen rows that have not become items yet. */
    List<StoredRow> waiting(long listId) {
        return jdbc.sql(CHOSEN + "order by r.sheet_row")
                .param("id", listId)
                .query(StoredRow::of)
                .list();
    }

    /** The next rows to dispatch, locked until the transaction ends; rows that another transaction holds are waited for. */
    List<StoredRow> nextWaiting(long listId, int limit) {
        return jdbc.sql(CHOSEN + "order by r.sheet_row limit :limit for update of r")
                .param("id", listId)
                .param("limit", limit)
                .query(StoredRow::of)
                .list();
    }

    boolean anyWaiting(long listId) {
        return jdbc.sql("""
                select exists (select 1 from safecity.problem_list_row where list_id = :id and chosen and item_id is null)""").param("id", listId).query(Boolean.class).single();
    }

    /** Keeps an answer; returns false unless the list is being graded. */
    boolean answer(long listId, long rowId, Answer answer) {
        @Nullable Counting counting = answer.counting();
        return jdbc.sql("""
                update safecity.problem_list_row r
                   set grade = :grade, lead_unit = :lead, deadline = :deadline, provisional = :provisional, expired = :expired,
                       deadline_from = :countedFrom, deadline_working_days = :workingDays, verifier = :verifier
                  from safecity.problem_list l
                 where l.id = r.list_id and l.status = 'GRADING' and r.list_id = :listId and r.id = :rowId and r.chosen""")
                        .param("listId", listId)
                        .param("rowId", rowId)
                        .param("grade", answer.grade().name())
                        .param("lead", answer.lead())
                        .param("deadline", answer.deadline())
                        .param("provisional", answer.provisional())
                        .param("countedFrom", counting == null ? null : counting.from())
                        .param("workingDays", counting == null ? null : counting.workingDays())
                        .param("expired", answer.expired())
                        .param("verifier", answer.verifier().name())
                        .update()
                == 1;
    }

    /** Sheet rows of chosen rows that lack a grade, a lead, a deadline or a verifier, at most ten. */
    List<Integer> incomplete(long listId) {
        return jdbc.sql("""
                select sheet_row from safecity.problem_list_row
                 where list_id = :id and chosen
                   and (grade is null or lead_unit is null or deadline is null or verifier is null)
                 order by sheet_row limit 10""").param("id", listId).query(Integer.class).list();
    }

    /** Binds a row to the item that it became; returns false if it is bound already. */
    boolean bind(long rowId, long itemId) {
        return jdbc.sql("update safecity.problem_list_row set item_id = :item where id = :id and item_id is null")
                        .param("item", itemId)
                        .param("id", rowId)
                        .update()
                == 1;
    }

    /** Leaves a row out because its problem is an item already. */
    void leaveOut(long rowId) {
        jdbc.sql("""
                update safecity.problem_list_row
                   set chosen = false, verdict = 'KNOWN', reasons = array['派发时同一问题已经登记，没有重复派发'] || reasons
                 where id = :id and item_id is null""").param("id", rowId).update();
    }

    /** Notes who ended grading. */
    void ended(long listId, String login, Instant at) {
        jdbc.sql("update safecity.problem_list set graded_by = :login, graded_at = :at where id = :id")
                .param("id", listId)
                .param("login", login)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }
}
