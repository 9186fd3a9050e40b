package safecity.supervision;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import safecity.engine.Answer;
import safecity.engine.Refused;
import safecity.item.ItemLog;

/** What was done about each listing beyond its plans, reports and acceptances; written to the item's timeline too. */
@Repository
class Acts {

    static final String ANNOUNCE = "announce";
    static final String FILE_UPWARD = "fileUpward";
    static final String ANNOUNCE_DELISTING = "announceDelisting";
    static final String ARCHIVE = "archive";
    static final String TRANSFER = "transfer";
    static final String SANCTION = "sanction";
    static final String URGE = "urge";
    static final String INTERVIEW = "interview";
    static final String ESCALATE = "escalate";
    static final String CONSIDER_SHUTDOWN = "considerShutdown";
    static final String SHUTDOWN = "proposeShutdown";
    static final String REBOUND = "rebound";

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry(ANNOUNCE, "挂牌公告"),
            Map.entry(FILE_UPWARD, "报市备案"),
            Map.entry(ANNOUNCE_DELISTING, "摘牌公告"),
            Map.entry(ARCHIVE, "挂牌归档"),
            Map.entry(TRANSFER, "移送"),
            Map.entry(SANCTION, "通报约谈"),
            Map.entry(URGE, "督办函"),
            Map.entry(INTERVIEW, "约谈"),
            Map.entry(ESCALATE, "提级督办"),
            Map.entry(CONSIDER_SHUTDOWN, "研究关闭"),
            Map.entry(SHUTDOWN, "提请关闭"),
            Map.entry(REBOUND, "发现反弹"));

    private final JdbcClient jdbc;
    private final ItemLog log;
    private final Clock clock;

    Acts(JdbcClient jdbc, ItemLog log, Clock clock) {
        this.jdbc = jdbc;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Records an act.
     *
     * @param by login; null if the system did it
     */
    void record(
            Listing listing,
            String act,
            @Nullable String by,
            LocalDate doneOn,
            String place,
            String documentNo,
            String detail) {
        jdbc.sql("""
                insert into safecity.listing_act (listing_id, act, done_on, place, document_no, detail, done_by, recorded_at)
                values (:id, :act, :on, :place, :no, :detail, :by, :now)""")
                .param("id", listing.id())
                .param("act", act)
                .param("on", doneOn)
                .param("place", place)
                .param("no", documentNo)
                .param("detail", detail)
                .param("by", by)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        String said = String.join(
                "，",
                List.of(place, documentNo, detail).stream()
                        .filter(part -> !part.isEmpty())
                        .toList());
        log.append(listing.itemId(), by, name(act), said);
    }

    /** Returns what was done about a listing, in order. */
    List<Act> of(long listingId) {
        return jdbc.sql("""
                select x.act, x.done_on, x.place, x.document_no, x.detail, coalesce(a.display_name, :system) as by
                  from safecity.listing_act x
                  left join safecity.account a on a.login = x.done_by
                 where x.listing_id = :id
                 order by x.id""")
                .param("id", listingId)
                .param("system", ItemLog.SYSTEM)
                .query((row, index) -> new Act(
                        row.getString("act"),
                        name(row.getString("act")),
                        row.getObject("done_on", LocalDate.class),
                        row.getString("place"),
                        row.getString("document_no"),
                        row.getString("detail"),
                        row.getString("by")))
                .list();
    }

    /** Returns the last act of a kind. */
    Optional<Act> last(long listingId, String act) {
        return of(listingId).stream().filter(each -> each.act().equals(act)).reduce((earlier, later) -> later);
    }

    /**
     * Records what followed from a second refusal.
     *
     * @throws Refused if nothing was ticked, or it was not said how
     */
    void sanctioned(
            Listing listing,
            String by,
            @Nullable Boolean criticised,
            @Nullable Boolean interviewed,
            @Nullable Boolean creditListed,
            @Nullable String note) {
        Map<String, Boolean> ticked = new LinkedHashMap<>();
        ticked.put("通报批评", Boolean.TRUE.equals(criticised));
        ticked.put("约谈", Boolean.TRUE.equals(interviewed));
        ticked.put("列入信用名单", Boolean.TRUE.equals(creditListed));
        ticked.values().removeIf(taken -> !taken);
        if (ticked.isEmpty()) {
            throw new Refused("两次验收不合格的必须处理，请至少勾选一项");
        }
        String detail = String.join("、", ticked.keySet()) + "：" + Answer.required(note, "请填写处理情况");
        record(listing, SANCTION, by, LocalDate.now(clock), "", "", detail);
    }

    private static String name(String act) {
        return NAMES.getOrDefault(act, act);
    }
}
