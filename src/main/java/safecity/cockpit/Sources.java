package safecity.cockpit;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import safecity.identity.Person;
import safecity.item.Items;

/** 来源: where the items that a person may see were found out, for choosing one. */
@Repository
class Sources {

    /** So many that a choice still helps. */
    private static final int MOST = 100;

    private final JdbcClient jdbc;

    Sources(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns the sources by name. Of all items, each is looked up behind the one before, so that nobody reads through the items. */
    List<String> of(Person viewer) {
        String sql = viewer.seesEverything() ? """
                with recursive next as (
                     (select source from safecity.item where source > '' order by source limit 1)
                     union all
                     select (select i.source from safecity.item i where i.source > next.source order by i.source limit 1)
                       from next where next.source is not null)
                select source from next where source is not null limit :most""" : """
                select distinct i.source from safecity.item i where i.source > '' and %s order by 1 limit :most""".formatted(Items.VISIBLE);
        return jdbc.sql(sql)
                .params(Items.visibilityOf(viewer))
                .param("most", MOST)
                .query(String.class)
                .list();
    }
}
