package safecity.slip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.history.HistoricActivityInstance;
import org.jsoup.Jsoup;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import safecity.CaseTest;
import safecity.Cases;
import safecity.document.Document;
import safecity.document.DocumentRegister;
import safecity.document.Documents;
import safecity.document.Draft;
import safecity.document.Drafts;
import safecity.document.LetterWriter;
import safecity.engine.OpenTasks;
import safecity.engine.Processes;
import safecity.identity.People;
import safecity.item.Item;

/** What the tests of documents share: items past their deadline, drafts about them, and people who work on these. */
public abstract class SlipCase extends CaseTest {

    protected static final String LETTER = "supervision-letter";
    protected static final String LEADING_GROUP = "qu-chuang-an-ling-dao-xiao-zu";
    protected static final String LEADER = "lingdao";
    protected static final String HEAD = "chengguanwei-head";

    @Autowired
    protected Documents documents;

    @Autowired
    protected Drafts drafts;

    @Autowired
    protected DocumentRegister register;

    @Autowired
    protected LetterWriter writer;

    @Autowired
    protected Processes processes;

    @Autowired
    protected OpenTasks openTasks;

    @Autowired
    protected People people;

    /** Returns an item in its unit's hands, whose deadline of 2020-06-02 is three working days past. */
    protected Item overdue() {
        Item item = cases.underWay(wish -> wish.dueInDays(1));
        tenOClockOn(TODAY.plusDays(4));
        return item;
    }

    /** Drafts a 督办函 to the responsible unit and starts its process. */
    protected long drafted(Item item) {
        return drafted(item, LETTER, item.leadUnit());
    }

    protected long drafted(Item item, String kind, String recipient) {
        return transaction.execute(status -> {
            long id = documents.draft(item.id(), kind, recipient, "该问题超过整改时限 3 个工作日仍未完成");
            processes.start("slip", item.number(), Map.of("problemId", item.id(), "slipId", id));
            return id;
        });
    }

    /** Drafts a 挂牌公告, which goes to everybody, and starts its process. */
    protected long announcement(Item item) {
        return started(item, Draft.announcement(item.id(), "listing-announcement", "经研究，决定挂牌督办", "", Map.of(), null));
    }

    /** Drafts a document of which the test says everything, and starts its process. */
    protected long started(Item item, Draft draft) {
        return transaction.execute(status -> {
            long id = drafts.add(draft);
            processes.start("slip", item.number(), Map.of("problemId", item.id(), "slipId", id));
            return id;
        });
    }

    /** Returns what the office fills in of a letter that was handed over on a day. */
    protected static Map<String, Object> delivered(String on) {
        return Map.of("servedHow", "直接送达", "servedOn", on, "server", "王某、李某");
    }

    /** Has the item closed. */
    protected void finish(Item item) {
        cases.carryOutAndSubmit(item);
        cases.verify(item, "accept");
        cases.checkOnSite(item, "passed");
        cases.reassess(item, "effective");
    }

    protected Document document(long id) {
        return register.find(id);
    }

    /** Claims and completes the task at which a document waits. */
    protected void work(long id, String login, String element, Map<String, Object> fields) {
        String task = openTasks
                .waitingAt(String.valueOf(document(id).instance()), element)
                .orElseThrow(() -> new AssertionError("Document %d is not at %s".formatted(id, element)));
        Set<String> groups = Set.of(people.unitOf(login));
        openTasks.claim(task, login, groups);
        openTasks.complete(task, login, groups, fields);
    }

    protected void issue(long id) {
        work(id, Cases.SUPERVISOR, "decideIssue", Map.of("decision", "issue"));
    }

    /** Returns the elements that the document's process went through. */
    protected List<String> passed(long id) {
        return engine
                .getHistoryService()
                .createHistoricActivityInstanceQuery()
                .processInstanceId(document(id).instance())
                .finished()
                .list()
                .stream()
                .map(HistoricActivityInstance::getActivityId)
                .toList();
    }

    protected boolean ended(long id) {
        return engine.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceId(document(id).instance())
                        .count()
                == 0;
    }

    protected String path(long id) {
        return document(id).path();
    }

    /** Sends a form as the person. */
    protected MvcResult send(MockHttpServletRequestBuilder request, String login) throws Exception {
        return mvc.perform(request.with(user(people.require(login))).with(csrf()))
                .andReturn();
    }

    protected int statusOf(String url, String login) throws Exception {
        return mvc.perform(get(url).with(user(people.require(login))))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    /** Returns a page as the person reads it. */
    protected org.jsoup.nodes.Document page(String url, String login) throws Exception {
        MockHttpServletResponse response = mvc.perform(get(URI.create(url)).with(user(people.require(login))))
                .andReturn()
                .getResponse();
        assertThat(response.getStatus()).isEqualTo(200);
        return Jsoup.parse(response.getContentAsString(StandardCharsets.UTF_8));
    }

    /** Returns what a document says, without annex and receipt. */
    protected String text(long id) {
        return writer.plain(register.find(id));
    }
}
