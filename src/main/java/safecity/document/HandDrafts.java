package safecity.document;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import safecity.document.DocumentKind.ByHand;
import safecity.document.DocumentKind.Lapse;
import safecity.engine.Answer;
import safecity.engine.Processes;
import safecity.engine.Refused;
import safecity.identity.Person;
import safecity.item.Item;
import safecity.item.ItemLog;
import safecity.item.Items;
import safecity.item.Status;
import safecity.unit.Unit;
import safecity.unit.Units;

/** 发文: a document that the office drafts by hand. It waits as a draft for who signs it, like every other. */
@Component
public class HandDrafts {

    private static final int LONGEST_OCCASION = 200;
    private static final int LONGEST_DEMAND = 2000;
    private static final int LONGEST_NAME = 100;

    private final Drafts drafts;
    private final DocumentKinds kinds;
    private final Items items;
    private final Units units;
    private final ItemLog log;
    private final Processes processes;
    private final Clock clock;

    HandDrafts(
            Drafts drafts,
            DocumentKinds kinds,
            Items items,
            Units units,
            ItemLog log,
            Processes processes,
            Clock clock) {
        this.drafts = drafts;
        this.kinds = kinds;
        this.items = items;
        this.units = units;
        this.log = log;
        this.processes = processes;
        this.clock = clock;
    }

    /**
     * What the office filled in.
     *
     * @param kind      code of the kind
     * @param recipient code of a unit; empty for a body outside the system
     * @param addressee name of a body outside the system; empty for a unit
     * @param occasion  事由
     * @param demand    补充要求; may be empty
     */
    public record Wish(
            @Nullable String kind,
            @Nullable String recipient,
            @Nullable String addressee,
            @Nullable String occasion,
            @Nullable String demand) {

        /** Returns the same with what was not sent at all as if it had been left empty. */
        public Wish orEmpty() {
            return new Wish(
                    Answer.text(kind),
                    Answer.text(recipient),
                    Answer.text(addressee),
                    Answer.text(occasion),
                    Answer.text(demand));
        }
    }

    /** Returns the kinds that may be drafted by hand of what there is. */
    public List<DocumentKind> kinds(Set<ByHand> of) {
        return kinds.all().stream().filter(kind -> of.contains(kind.byHand())).toList();
    }

    /** Returns the units that documents are addressed to. */
    public List<Unit> recipients() {
        return units.all();
    }

    /**
     * Drafts a document of an item and starts its way.
     *
     * @param of          of what the office drafts: an item, a listing
     * @param about       see {@link Draft#about}
     * @param particulars see {@link Draft#particulars}
     * @return its id
     * @throws Refused if the kind is not drafted by hand, has lost its ground already, waits to be signed, or something is missing
     */
    @Transactional
    public long draft(
            long itemId, Wish wish, Person by, Set<ByHand> of, String about, Map<String, String> particulars) {
        Item item = items.find(itemId);
        DocumentKind kind = kinds.of(Answer.required(wish.kind(), "请选择文书种类"));
        if (kind.byHand() == ByHand.NO || !of.contains(kind.byHand())) {
            throw new Refused("%s%s".formatted(kind.label(), whyNot(kind.byHand())));
        }
        requireGround(item, kind);
        if (kind.published() && !Answer.text(wish.demand()).isEmpty()) {
            throw new Refused("%s没有补充要求一项，请写入事由，并清空补充要求".formatted(kind.label()));
        }
        Draft draft = new Draft(
                itemId,
                kind.code(),
                recipient(kind, wish),
                addressee(kind, wish),
                limited(Answer.required(wish.occasion(), "请填写事由"), LONGEST_OCCASION, "事由"),
                limited(Answer.text(wish.demand()), LONGEST_DEMAND, "补充要求"),
                about,
                particulars,
                by.login());
        if (drafts.waits(draft)) {
            throw new Refused("同一主送单位的%s已有一份草稿待签发，请先办理那一份".formatted(kind.label()));
        }
        long id = drafts.add(draft);
        log.appendOfDocument(itemId, by.login(), "拟稿", kind.label(), id);
        processes.start("slip", item.number(), Map.of("problemId", itemId, "slipId", id));
        return id;
    }

    private static String whyNot(ByHand byHand) {
        return switch (byHand) {
            case NO -> "由流程拟稿，不能手工拟发";
            case LISTED -> "只能对挂牌督办中的隐患拟发，请到挂牌督办卡办理";
            case DELISTED -> "只能在摘牌后拟发，请到挂牌督办卡办理";
            case ITEM -> "不能在此拟发，请到问题页办理";
        };
    }

    private void requireGround(Item item, DocumentKind kind) {
        if (item.status() == Status.CLOSED && kind.lapses() != Lapse.NEVER) {
            throw new Refused("%s 已销号，不能再拟发%s".formatted(item.number(), kind.label()));
        }
        if (kind.lapses() == Lapse.TIMELY && !item.overdueOn(LocalDate.now(clock))) {
            throw new Refused("%s %s，不能拟发%s；未超期的可用“催办”或拟发整改指令"
                    .formatted(
                            item.number(),
                            item.pausedOn() == null ? "未超期（时限 " + item.approvedDeadline() + "）" : "已挂账",
                            kind.label()));
        }
    }

    private @Nullable String recipient(DocumentKind kind, Wish wish) {
        if (kind.published()) {
            return null;
        }
        String code = Answer.text(wish.recipient());
        boolean unit = !code.isEmpty();
        if (unit == !Answer.text(wish.addressee()).isEmpty()) {
            throw new Refused(unit ? "主送单位只能选一个：系统内单位，或系统外单位名称" : "请选择主送单位，或填写系统外单位的名称");
        }
        if (!unit) {
            return null;
        }
        if (units.all().stream().noneMatch(each -> each.code().equals(code))) {
            throw new Refused("没有这个单位，请从列表中选择主送单位");
        }
        if (code.equals(kind.signer())) {
            throw new Refused("主送单位就是签发单位，不能给自己发文，请另选主送单位");
        }
        return code;
    }

    private @Nullable String addressee(DocumentKind kind, Wish wish) {
        String name = limited(Answer.text(wish.addressee()), LONGEST_NAME, "系统外单位名称");
        if (kind.published() || name.isEmpty()) {
            return null;
        }
        if (units.byName(name).isPresent()) {
            throw new Refused("“%s”是系统内单位，请从列表中选择".formatted(name));
        }
        return name;
    }

    private static String limited(String text, int longest, String name) {
        if (text.length() > longest) {
            throw new Refused("%s超过 %d 字，请精简后再提交".formatted(name, longest));
        }
        return text;
    }
}
