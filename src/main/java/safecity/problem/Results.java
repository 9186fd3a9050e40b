package safecity.problem;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the spot-check and the re-assessment of an item's round came to. */
@Repository
class Results {

    private final JdbcClient jdbc;

    Results(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether the office ordered a check of the item by name that has not been made yet. */
    boolean namedForCheck(long itemId) {
        return jdbc.sql("""
                select exists (select 1
                                 from safecity.check_order o
                                where o.item_id = :id
                                  and not exists (select 1 from safecity.spot_check c where c.item_id = o.item_id and c.round >= o.round))""").param("id", itemId).query(Boolean.class).single();
    }

    boolean spotCheckPassed(long itemId) {
        return jdbc.sql("""
                select c.passed
                  from safecity.spot_check c
                  join safecity.item i on i.id = c.item_id and i.round = c.round
                 where i.id = :id""").param("id", itemId).query(Boolean.class).single();
    }

    boolean effective(long itemId) {
        return jdbc.sql("""
                select r.effective
                  from safecity.reassessment r
                  join safecity.item i on i.id = r.item_id and i.round = r.round
                 where i.id = :id""").param("id", itemId).query(Boolean.class).single();
    }

    /** Whether the item is listed, or about to be (挂牌督办). */
    boolean stillListed(long itemId) {
        return jdbc.sql("""
                select exists (select 1 from safecity.listing
                                where item_id = :id
                                  and state not in ('DELISTED', 'REOPENED', 'SHUTDOWN', 'TRANSFERRED', 'ORDINARY', 'REFUSED'))""").param("id", itemId).query(Boolean.class).single();
    }

    /** Returns why the round was not enough; empty if it was. */
    String reasonsToReopen(long itemId) {
        return jdbc.sql("""
                select coalesce(
                         (select '抽查不合格：' || c.result from safecity.spot_check c
                           where c.item_id = i.id and c.round = i.round and not c.passed),
                         (select '复评未通过：' || r.opinion from safecity.reassessment r
                           where r.item_id = i.id and r.round = i.round and not r.effective),
                         '')
                  from safecity.item i
                 where i.id = :id""").param("id", itemId).query(String.class).single();
    }
}
