package safecity.browser;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import safecity.Cases;
import safecity.TestItem;
import safecity.evidence.Phase;
import safecity.identity.People;
import safecity.item.Item;

/** One of everything that has a page: an item with photos from before and after, a listed hazard with its letters, a list, a changed calendar. */
final class SampleCases {

    private static final String LEADER = "lingdao";
    private static final String LEADING_GROUP = "qu-chuang-an-ling-dao-xiao-zu";

    private final Cases cases;
    private final People people;
    private final JdbcClient jdbc;
    private final MockMvc mvc;

    SampleCases(Cases cases, People people, JdbcClient jdbc, MockMvc mvc) {
        this.cases = cases;
        this.people = people;
        this.jdbc = jdbc;
        this.mvc = mvc;
    }

    /** An item whose work is done and that waits for verification. */
    Item submitted() {
        Item item = cases.underWay(named("餐馆后厨燃气管线老化"));
        cases.complete(item, Cases.CLERK, "carryOut", Map.of("progress", "已更换管线", "finished", "yes"));
        cases.upload(item, Cases.CLERK, "submitEvidence", Phase.BEFORE);
        cases.upload(item, Cases.CLERK, "submitEvidence", Phase.AFTER);
        cases.complete(item, Cases.CLERK, "submitEvidence", Map.of("statement", "管线已全部更换"));
        return item;
    }

    /** An item that its clerk works on. */
    Item underWay() {
        Item item = cases.underWay(named("人行道井盖缺失"));
        cases.claimed(item, Cases.CLERK, "carryOut");
        return item;
    }

    /** An item that an expert holds to check it on site. */
    Item drawn() {
        Item item = cases.verified(wish -> named("护栏松动").apply(wish).major());
        cases.claimed(item, Cases.EXPERT, "checkOnSite");
        return item;
    }

    /** A hazard whose listing was announced. */
    Item listed() throws Exception {
        Item item = cases.registered(wish -> named("液化石油气站与民房间距不足").apply(wish).major());
        send(post("/items/{number}/listing", item.number()), Cases.LOCAL_CLERK);
        String deadline = item.approvedDeadline().toString();
        Map<String, Object> proposal = new LinkedHashMap<>();
        proposal.put("level", "DISTRICT");
        proposal.put("reason", "易燃易爆，难以自行排除");
        proposal.put("stopProduction", true);
        proposal.put("warningSigns", true);
        proposal.put("measuredOn", day(item).toString());
        proposal.put("measuredBy", "黄村镇安全科");
        proposal.put("deadline", deadline);
        cases.complete(item, Cases.LOCAL_CLERK, "propose", proposal);
        cases.complete(item, Cases.SUPERVISOR, "judge", Map.of("decision", "MAJOR", "opinion", "经集体讨论"));
        cases.complete(
                item, LEADER, "approve", Map.of("decision", "APPROVED", "deadline", deadline, "opinion", "按程序办理"));
        cases.complete(item, Cases.SUPERVISOR, "prepareAnnouncement", Map.of());
        while (cases.at(item).contains("decideIssue")) {
            String signer = LEADING_GROUP.equals(cases.step(item, "decideIssue").unit()) ? LEADER : Cases.SUPERVISOR;
            cases.complete(item, signer, "decideIssue", Map.of("decision", "issue"));
        }
        cases.complete(
                item,
                Cases.SUPERVISOR,
                "announce",
                Map.of("place", "区政府网站", "address", "", "doneOn", day(item).toString()));
        return item;
    }

    String listingOf(Item item) {
        return jdbc.sql("select number from safecity.listing where item_id = :id")
                .param("id", item.id())
                .query(String.class)
                .single();
    }

    long listingIdOf(Item item) {
        return jdbc.sql("select id from safecity.listing where item_id = :id")
                .param("id", item.id())
                .query(Long.class)
                .single();
    }

    /** Returns an issued document of the item. */
    long documentOf(Item item) {
        return jdbc.sql("select max(id) from safecity.document where item_id = :id and issued_at is not null")
                .param("id", item.id())
                .query(Long.class)
                .single();
    }

    /** A list that was read from a file, empty but for its head. */
    long list() {
        return jdbc.sql("""
                insert into safecity.problem_list (title, reporting_unit, year, file_name, file_sha256, file, status, uploaded_by, uploaded_at)
                values ('2020年问题清单', '区创安办', 2020, 'list.xlsx', :hash, '', 'GRADING', 'duban', now())
                returning id""")
                .param("hash", UUID.randomUUID().toString())
                .query(Long.class)
                .single();
    }

    /** Where a proposed change of the calendar is shown. */
    String calendarChange() throws Exception {
        String table = "date,kind,name,source\n2031-10-01,holiday,国庆节,示例\n";
        return send(
                multipart("/calendar/years")
                        .file(new MockMultipartFile(
                                "file", "2031.csv", "text/csv", table.getBytes(StandardCharsets.UTF_8)))
                        .param("year", "2031"),
                "xitong");
    }

    void forgetCalendarChanges() {
        jdbc.sql("delete from safecity.calendar_change where year = 2031").update();
    }

    private String send(MockHttpServletRequestBuilder request, String login) throws Exception {
        return Objects.requireNonNull(
                mvc.perform(request.with(user(people.require(login))).with(csrf()))
                        .andReturn()
                        .getResponse()
                        .getRedirectedUrl());
    }

    private static UnaryOperator<TestItem> named(String what) {
        return wish -> wish.described(what + UUID.randomUUID().toString().substring(0, 8));
    }

    private static LocalDate day(Item item) {
        return LocalDate.ofInstant(item.createdAt(), safecity.calendar.WorkingDays.ZONE);
    }
}
