package safecity.problemlist;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import safecity.problemlist.Verdicts.Judged;
import safecity.problemlist.Verdicts.Verdict;

/** The rows of all lists. */
@Repository
class ListRows {

    private static final String SELECT = """
            select r.id, r.list_id, r.sheet_row, coalesce(r.cells ->> '序号', '') as serial, r.verdict, r.reasons, r.offending, r.expired,
                   r.chosen, r.fingerprint, r.description, r.source, r.place, r.locality, r.main_task_no, r.grade, r.lead_unit,
                   r.cooperating, r.goal, r.measures, r.deadline, r.provisional, r.deadline_from, r.deadline_working_days,
                   r.verifier, r.person, r.phone, r.remark,
                   i.number as item_number
              from safecity.problem_list_row r
              left join safecity.item i on i.id = r.item_id
            """;
    private static final int BATCH = 500;

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    ListRows(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Keeps the rows of a list; those that can be imported are chosen. */
    void add(long listId, List<Judged> rows) {
        for (int from = 0; from < rows.size(); from += BATCH) {
            List<Map<String, @Nullable Object>> batch = rows.subList(from, Math.min(from + BATCH, rows.size())).stream()
                    .map(ListRows::fields)
                    .toList();
            jdbc.sql("""
                    insert into safecity.problem_list_row
                           (list_id, sheet_row, cells, verdict, reasons, offending, expired, chosen, fingerprint, description, source,
                            place, locality, main_task_no, grade, lead_unit, cooperating, goal, measures, deadline, person, phone, remark)
                    select :listId, sheet_row, cells, verdict, reasons, offending, expired, verdict = 'IMPORTABLE', fingerprint,
                           description, source, place, locality, main_task_no, grade, lead_unit, cooperating, goal, measures, deadline,
                           person, phone, remark
                      from jsonb_populate_recordset(null::safecity.problem_list_row, cast(:rows as jsonb))""").param("listId", listId).param("rows", json(batch)).update();
        }
    }

    private static Map<String, @Nullable Object> fields(Judged judged) {
        ListRow row = judged.row();
        Map<String, String> cells = new LinkedHashMap<>();
        row.cells().forEach(cell -> cells.putIfAbsent(cell.heading(), cell.text()));
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("sheet_row", row.sheetRow());
        fields.put("cells", cells);
        fields.put("verdict", judged.verdict().name());
        fields.put("reasons", judged.reasons());
        fields.put(
                "offending",
                row.flaws().stream()
                        .map(ListRow.Flaw::column)
                        .filter(column -> column >= 0)
                        .toList());
        fields.put("expired", judged.expired());
        fields.put("fingerprint", judged.fingerprint());
        fields.put("description", row.description());
        fields.put("source", row.source());
        fields.put("place", row.place());
        fields.put("locality", row.locality());
        fields.put("main_task_no", row.mainTaskNo());
        fields.put("grade", row.grade());
        fields.put("lead_unit", row.lead());
        fields.put("cooperating", row.cooperating());
        fields.put("goal", row.goal());
        fields.put("measures", row.measures());
        fields.put("deadline", row.deadline() == null ? null : row.deadline().toString());
        fields.put("person", row.person());
        fields.put("phone", row.phone());
        fields.put("remark", row.remark());
        return fields;
    }

    /** Rows of each verdict; all four are there. */
    Map<Verdict, Integer> counts(long listId) {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        for (Verdict verdict : Verdict.values()) {
            counts.put(verdict, 0);
        }
        jdbc.sql("select verdict, count(*) as n from safecity.problem_list_row where list_id = :id group by verdict")
                .param("id", listId)
                .query(row -> {
                    counts.put(Verdict.valueOf(row.getString("verdict")), row.getInt("n"));
                });
        return counts;
    }

    int countChosen(long listId) {
        return jdbc.sql("select count(*) from safecity.problem_list_row where list_id = :id and chosen")
                .param("id", listId)
                .query(Integer.class)
                .single();
    }

    int countDispatched(long listId) {
        return jdbc.sql("select count(*) from safecity.problem_list_row where list_id = :id and item_id is not null")
                .param("id", listId)
                .query(Integer.class)
                .single();
    }

    /** Returns rows in the order of the sheet, of one verdict or of all. */
    List<StoredRow> page(long listId, @Nullable Verdict verdict, boolean chosenOnly, int limit, int offset) {
        return jdbc.sql(SELECT + """
                where r.list_id = :id and (:verdict = '' or r.verdict = :verdict) and (r.chosen or not :chosenOnly)
                order by r.sheet_row limit :limit offset :offset""")
                .param("id", listId)
                .param("verdict", verdict == null ? "" : verdict.name())
                .param("chosenOnly", chosenOnly)
                .param("limit", limit)
                .param("offset", offset)
                .query(StoredRow::of)
                .list();
    }

    Optional<StoredRow> find(long listId, long rowId) {
        return jdbc.sql(SELECT + "where r.list_id = :listId and r.id = :rowId")
                .param("listId", listId)
                .param("rowId", rowId)
                .query(StoredRow::of)
                .optional();
    }

    /** Ticks or unticks a suspected duplicate of a preview; does nothing to any other row. */
    void choose(long listId, long rowId, boolean chosen) {
        jdbc.sql("""
                update safecity.problem_list_row r set chosen = :chosen
                  from safecity.problem_list l
                 where l.id = r.list_id and l.status = 'PREVIEW'
                   and r.list_id = :listId and r.id = :rowId and r.verdict = 'DUPLICATE'""")
                .param("chosen", chosen)
                .param("listId", listId)
                .param("rowId", rowId)
                .update();
    }

    private String json(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
