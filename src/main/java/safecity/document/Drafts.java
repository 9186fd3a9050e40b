package safecity.document;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import safecity.document.DocumentKind.Lapse;
import safecity.engine.Refused;
import safecity.item.Item;
import safecity.item.Items;
import safecity.item.Status;

/** 拟稿. Runs in the caller's transaction. */
@Repository
@Transactional(propagation = Propagation.MANDATORY)
public class Drafts {

    private final JdbcClient jdbc;
    private final Items items;
    private final DocumentKinds kinds;
    private final Clock clock;

    Drafts(JdbcClient jdbc, Items items, DocumentKinds kinds, Clock clock) {
        this.jdbc = jdbc;
        this.items = items;
        this.kinds = kinds;
        this.clock = clock;
    }

    /**
     * Drafts a document about an item. While a draft of the kind about the same thing to the same recipient still waits for its decision, that one is
     * returned instead of a second one.
     *
     * @return its id, which {@code slip.bpmn} is started with as {@code slipId}
     * @throws Refused if the kind is unknown, or the item is closed and the kind does not outlive that
     */
    public long add(Draft draft) {
        DocumentKind kind = kinds.of(draft.kind());
        Item item = items.find(draft.itemId());
        if (item.status() == Status.CLOSED && kind.lapses() != Lapse.NEVER) {
            throw new Refused("%s 已销号，不再拟发%s".formatted(item.number(), kind.label()));
        }
        return jdbc.sql("""
                insert into safecity.document as d
                       (item_id, kind, recipient, addressee, occasion, demand, about, particulars, status, drafted_at, drafted_by)
                values (:item, :kind, :recipient, :addressee, :occasion, :demand, :about, cast(:particulars as jsonb), 'DRAFT', :now, :by)
                on conflict (item_id, kind, recipient, addressee, about) where status = 'DRAFT' do update set occasion = d.occasion
                returning id""")
                .param("item", draft.itemId())
                .param("kind", kind.code())
                .param("recipient", draft.recipient())
                .param("addressee", draft.addressee())
                .param("occasion", draft.occasion())
                .param("demand", draft.demand())
                .param("about", draft.about())
                .param("particulars", DocumentRow.write(draft.particulars()))
                .param("by", draft.draftedBy())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    /** Whether a draft of the kind about the same thing to the same recipient waits for its decision. */
    boolean waits(Draft draft) {
        return jdbc.sql("""
                select count(*) from safecity.document d
                 where d.item_id = :item and d.kind = :kind and d.about = :about and d.status = 'DRAFT'
                   and d.recipient is not distinct from :recipient and d.addressee is not distinct from :addressee""")
                        .param("item", draft.itemId())
                        .param("kind", draft.kind())
                        .param("about", draft.about())
                        .param("recipient", draft.recipient())
                        .param("addressee", draft.addressee())
                        .query(Integer.class)
                        .single()
                > 0;
    }
}
