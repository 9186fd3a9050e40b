package safecity.cockpit;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import safecity.ApplicationTest;
import safecity.calendar.Deadline;
import safecity.engine.TaskChanged;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.item.Grade;
import safecity.item.Item;
import safecity.item.ItemLog;
import safecity.item.Items;
import safecity.item.NewItem;
import safecity.item.Status;
import safecity.item.Verifier;

/** What the tests of pages share: items with a mark of their own, open tasks, and pages as a person reads them. It is Monday, 2020-09-28. */
public abstract class PageTest extends ApplicationTest {

    protected static final LocalDate TODAY = LocalDate.of(2020, 9, 28);
    protected static final String LEAD = "qu-xiao-fang-zhi-dui";
    protected static final String HELPER = "qu-cheng-guan-wei";
    protected static final String LOCALITY = "huang-cun-zhen";

    @Autowired
    protected Items items;

    @Autowired
    protected ItemLog log;

    @Autowired
    protected People people;

    @Autowired
    protected ApplicationEventPublisher events;

    /** Stands in the description of all items of one test. */
    protected final String mark = "标记" + UUID.randomUUID().toString().substring(0, 8);

    @BeforeEach
    protected void itIsTheMondayBeforeNationalDay() {
        itIs(TODAY, LocalTime.of(10, 0));
    }

    protected Item register(LocalDate deadline) {
        return register(deadline, "消防通道被占用", Grade.ORDINARY, new Deadline(deadline, false));
    }

    protected Item register(LocalDate deadline, String what, Grade grade, Deadline given) {
        return transaction.execute(status -> {
            Item item = items.register(
                    new NewItem(
                            what + mark,
                            "市级专家检查",
                            "12号院",
                            LOCALITY,
                            3,
                            grade,
                            LEAD,
                            Verifier.LOCALITY,
                            List.of(HELPER),
                            "恢复通行",
                            "清理并划线",
                            "张三",
                            "010-60000000",
                            "",
                            null,
                            UUID.randomUUID().toString(),
                            given),
                    2020);
            log.append(item.id(), "duban", "派发", "派发到责任单位");
            return item;
        });
    }

    protected void move(Item item, Status... path) {
        for (int at = 1; at < path.length; at++) {
            int from = at - 1;
            int to = at;
            transaction.executeWithoutResult(status -> items.move(item.id(), path[from], path[to]));
        }
    }

    protected String openTask(Item item, String name, @Nullable String unit, @Nullable String assignee) {
        String id = UUID.randomUUID().toString();
        events.publishEvent(new TaskChanged(
                id, item.number(), "rectification", "carryOut", name + " " + item.label(), unit, assignee, null, true));
        return id;
    }

    protected MockHttpServletResponse answer(MockHttpServletRequestBuilder request, String login) throws Exception {
        Person person = people.require(login);
        MockHttpServletResponse response =
                mvc.perform(request.with(user(person))).andReturn().getResponse();
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        return response;
    }

    protected int statusOf(String url, String login) throws Exception {
        return answer(get(URI.create(url)), login).getStatus();
    }

    protected Document page(String url, String login) throws Exception {
        return Jsoup.parse(answer(get(URI.create(url)), login).getContentAsString(StandardCharsets.UTF_8));
    }

    /** The list of this test's items, with further parameters such as {@code &lamp=RED}. */
    protected Document list(String login, String more) throws Exception {
        return page("/items?q=" + java.net.URLEncoder.encode(mark, StandardCharsets.UTF_8) + more, login);
    }

    protected static List<String> numbers(Document page) {
        return page.select("tbody th a").eachText();
    }
}
