package safecity.cockpit;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import safecity.identity.Person;
import safecity.item.Item;
import safecity.item.Items;
import safecity.item.Status;

/** 关联: other items of the same place, of the same kind and of the same list, the latest first, as far as the viewer may see them. */
@Repository
class Related {

    private static final int MOST = 5;

    private final JdbcClient jdbc;

    Related(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** An item that has to do with another. */
    record Row(String number, String description, String leadUnit, Status status, LocalDate deadline) {}

    /** Why items have to do with one, and the latest of them. */
    record Group(String why, List<Row> rows, String all) {}

    /** Returns the groups that are not empty. */
    @Transactional(readOnly = true)
    public List<Group> of(Item item, Person viewer) {
        Map<String, Object> parameters = Items.visibilityOf(viewer);
        parameters.put("id", item.id());
        parameters.put("most", MOST);
        ItemFilter place = ItemFilter.of(Map.of("q", item.place()));
        ItemFilter kind = ItemFilter.of(Map.of("task", String.valueOf(item.mainTaskNo()), "source", item.source()));
        ItemFilter list = ItemFilter.of(Map.of("list", listOf(item)));
        return List.of(
                        new Group(
                                "同一地点",
                                rows(
                                        "i.place <> '' and i.place = o.place and i.locality is not distinct from o.locality",
                                        parameters),
                                place.firstPage()),
                        new Group(
                                "同一主要任务、同一来源",
                                rows("i.main_task_no = o.main_task_no and i.source = o.source", parameters),
                                kind.firstPage()),
                        new Group("同一清单", rows("i.list_id = o.list_id", parameters), list.firstPage()))
                .stream()
                .filter(group -> !group.rows().isEmpty())
                .toList();
    }

    private String listOf(Item item) {
        return jdbc.sql("select coalesce(cast(list_id as text), '') from safecity.item where id = :id")
                .param("id", item.id())
                .query(String.class)
                .single();
    }

    private List<Row> rows(String same, Map<String, Object> parameters) {
        return jdbc.sql("""
                select i.number, i.description, lead.short_name as lead_unit, i.status, i.approved_deadline as deadline
                  from safecity.item o
                  join safecity.item i on %s
                  join safecity.unit lead on lead.code = i.lead_unit
                 where o.id = :id and i.id <> :id and %s
                 order by i.id desc
                 limit :most""".formatted(same, Items.VISIBLE))
                .params(parameters)
                .query(Row.class)
                .list();
    }
}
