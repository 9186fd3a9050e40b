package safecity.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static safecity.Cases.CLERK;
import static safecity.Cases.EXPERT;
import static safecity.Cases.SUPERVISOR;
import static safecity.browser.Visit.Screen.DESK;
import static safecity.browser.Visit.Screen.PHONE;

import java.net.URI;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPatternParser;
import safecity.Cases;
import safecity.identity.People;
import safecity.item.Item;

/**
 * Every page there is, as somebody who may see it: axe finds nothing serious, the console and the content security policy have nothing to complain of,
 * and what units and experts use is no wider than a phone. A handler of a page without a place in {@link #fillPlaces()} breaks the test.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryPageTest extends BrowserTest {

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping handlers;

    @Autowired
    private Cases cases;

    @Autowired
    private People people;

    /** Beginnings of the addresses that must be perfect on a phone: axe looks at them there, too. */
    private static final Set<String> FOR_PHONES = Set.of("/my", "/tasks/", "/items", "/public");

    private SampleCases samples;

    private final Map<String, Place> places = new LinkedHashMap<>();

    /** What no browser asks for of its own accord: a tab of Tasklist, workbooks, and what is shown while a list is still read. */
    private static final Set<String> NO_PAGES = Set.of(
            "/tasks/{taskId}/dossier",
            "/items/exports/{kind}.xlsx",
            "/items/exports/chosen.xlsx",
            "/board/ranking.xlsx",
            "/audit/export.xlsx",
            "/lists/{id}/progress");

    /** Where and as whom a page is looked at; {@code onPhone} is who else uses it on a phone, null if nobody does. */
    private record Place(String login, String path, String onPhone) {}

    @BeforeEach
    void oneOfEverything() throws Exception {
        itIs(LocalDate.of(2020, 6, 1), LocalTime.of(10, 0));
        if (places.isEmpty()) {
            samples = new SampleCases(cases, people, jdbc, mvc);
            fillPlaces();
        }
    }

    @AfterAll
    void forgetTheChangedCalendar() {
        samples.forgetCalendarChanges();
    }

    @Test
    void pages_have_no_serious_finding_and_nothing_on_the_console() throws Exception {
        Set<String> requested = new TreeSet<>();
        Map<String, Visit> visits = new HashMap<>();
        List<String> findings = new ArrayList<>();

        for (Place place : places.values()) {
            Visit visit = visits.computeIfAbsent(place.login(), login -> visited(login, requested));
            look(visit, place.path());
            findings.addAll(Axe.findings(visit, place.path()));
        }
        findings.addAll(MorePages.opened(
                visits.get(SUPERVISOR), places.get("/items/{number}").path()));
        findings.addAll(MorePages.afterwards(
                visits.get(SUPERVISOR), places.get("/press").path(), visits.get(CLERK)));

        assertThat(findings).as("serious and critical findings of axe").isEmpty();
        assertThat(unseen(requested))
                .as("pages of the program that nobody looked at")
                .isEmpty();
    }

    @Test
    void pages_of_units_and_experts_fit_a_phone() {
        Map<String, Visit> visits = new HashMap<>();
        List<String> tooWide = new ArrayList<>();
        List<String> findings = new ArrayList<>();

        for (Place place : places.values()) {
            if (place.onPhone() != null) {
                Visit visit = visits.computeIfAbsent(place.onPhone(), login -> visit(login, PHONE));
                look(visit, place.path());
                if (FOR_PHONES.stream().anyMatch(place.path()::startsWith)) {
                    Axe.findings(visit, place.path()).forEach(finding -> findings.add("390 px " + finding));
                }
                if ((Boolean) visit.page().evaluate("document.documentElement.scrollWidth > innerWidth")) {
                    tooWide.add(place.path());
                    visit.photograph("too-wide" + place.path().replaceAll("\\W+", "-"));
                }
            }
        }

        assertThat(tooWide).isEmpty();
        assertThat(findings).as("serious and critical findings of axe").isEmpty();
    }

    /** Pattern of each page of its own, in the order of the tour. What a page fetches into itself stands nowhere. */
    private void fillPlaces() throws Exception {
        Item done = samples.submitted();
        Item working = samples.underWay();
        Item hazard = samples.listed();
        Item drawn = samples.drawn();
        String item = "/items/" + done.number();
        String chosen = "?item=" + working.number();
        String listing = "/listings/" + samples.listingOf(hazard);
        places.put("/", new Place("zhuanjia", "/", CLERK));
        places.put("/items", new Place(SUPERVISOR, "/items", CLERK));
        places.put("/items/{number}", new Place(SUPERVISOR, item, CLERK));
        places.put("major", new Place("lingdao", "/items/" + hazard.number(), CLERK));
        places.put("/items/{number}/related", new Place(CLERK, item + "/related", CLERK));
        places.put("/items/{number}/forecast", new Place(CLERK, "/items/" + working.number() + "/forecast", CLERK));
        places.put("/items/{number}/documents/new", new Place(SUPERVISOR, item + "/documents/new", null));
        places.put(
                "/items/{number}/documents/{id}",
                new Place(
                        SUPERVISOR,
                        "/items/%s/documents/%d".formatted(hazard.number(), samples.documentOf(hazard)),
                        CLERK));
        places.put("/my", new Place(CLERK, "/my", EXPERT));
        places.put(
                "/tasks/{taskId}",
                new Place(CLERK, "/tasks/" + cases.step(working, "carryOut").taskId(), CLERK));
        places.put(
                "check",
                new Place(EXPERT, "/tasks/" + cases.step(drawn, "checkOnSite").taskId(), EXPERT));
        places.put("/documents", new Place(SUPERVISOR, "/documents", CLERK));
        places.put("/listings", new Place(SUPERVISOR, "/listings", CLERK));
        places.put("/listings/ledger", new Place(SUPERVISOR, "/listings/ledger", CLERK));
        places.put("/listings/{key:GP-\\d{4}-\\d{3,6}|\\d{1,18}}", new Place(SUPERVISOR, listing, CLERK));
        places.put(
                "/listings/{id:\\d{1,18}}/documents/new",
                new Place(SUPERVISOR, "/listings/%d/documents/new".formatted(samples.listingIdOf(hazard)), null));
        places.put("/publications", new Place(SUPERVISOR, "/publications", null));
        places.put("/press", new Place(SUPERVISOR, "/press" + chosen, null));
        places.put("/pass-on", new Place(SUPERVISOR, "/pass-on" + chosen, null));
        places.put("/check-orders", new Place(SUPERVISOR, "/check-orders" + chosen, null));
        places.put("/items/exports/chosen", new Place(SUPERVISOR, "/items/exports/chosen" + chosen, null));
        places.put("/bulk/done", new Place(SUPERVISOR, "/bulk/done", null));
        places.put("/lists", new Place(SUPERVISOR, "/lists", null));
        places.put("/lists/new", new Place(SUPERVISOR, "/lists/new", null));
        places.put("/lists/{id}", new Place(SUPERVISOR, "/lists/" + samples.list(), null));
        places.put("/board", new Place("lingdao", "/board", null));
        places.put("/board/days/{day:\\d{4}-\\d{2}-\\d{2}}", new Place(SUPERVISOR, "/board/days/2020-05-29", null));
        places.put("/board/displays", new Place("xitong", "/board/displays", null));
        jdbc.sql("""
                insert into safecity.display_link (name, sha256, hint, created_by, created_at, expires_at)
                values ('值班室', encode(sha256('wall'), 'hex'), 'wall', 'duban', now(), '2099-01-01') on conflict do nothing""").update();
        places.put("/display/{token}", new Place("lingdao", "/display/wall", null));
        places.put("/units/{code:[a-z0-9-]{1,80}}", new Place(SUPERVISOR, "/units/" + Cases.LEAD, CLERK));
        places.put("/notices", new Place(CLERK, "/notices", CLERK));
        places.put("/calendar", new Place("xitong", "/calendar", CLERK));
        places.put("/calendar/changes/{id}", new Place("xitong", samples.calendarChange(), null));
        places.put("/robots", new Place("xitong", "/robots", null));
        places.put("/integrations", new Place("xitong", "/integrations", null));
        places.put("/integrations/webhooks", new Place("xitong", "/integrations/webhooks", null));
        places.put("/exports", new Place("shenji", "/exports", null));
        places.put("/audit", new Place("shenji", "/audit", null));
        places.put("/audit/{seq:\\d{1,18}}", new Place("shenji", "/audit/1", null));
        places.put("/accounts", new Place("xitong", "/accounts", null));
        places.put("/accounts/{login}", new Place("anquan", "/accounts/" + CLERK, null));
        places.put("/account", new Place(CLERK, "/account", CLERK));
        places.put("/account/password", new Place(CLERK, "/account/password", CLERK));
        places.put("/account/second-factor", new Place(SUPERVISOR, "/account/second-factor", EXPERT));
        places.put("/account/deputies", new Place(CLERK, "/account/deputies", CLERK));
        places.put("/ladder", new Place("sheji", "/ladder", null));
        places.put("/public", new Place(CLERK, "/public", CLERK));
        places.put(
                "/public/listings/{number}", new Place(CLERK, "/public/listings/" + samples.listingOf(hazard), CLERK));
        places.put("no such page", new Place(CLERK, "/items/WT-1999-99999", CLERK));
    }

    private Visit visited(String login, Set<String> requested) {
        Visit visit = visit(login, DESK);
        requested.add("/login");
        visit.page()
                .onRequest(request -> requested.add(URI.create(request.url()).getPath()));
        return visit;
    }

    /** Opens a page and waits for what it fetches into itself. */
    static void look(Visit visit, String path) {
        if (path.contains("1999")) {
            visit.expectRefusal(path);
        }
        visit.open(path);
        visit.awaitParts();
    }

    /** Patterns of handlers that answer with a page or a part of one, and of which no browser asked for an address. */
    private List<String> unseen(Set<String> requested) {
        List<String> unseen = new ArrayList<>();
        handlers.getHandlerMethods().forEach((info, method) -> {
            boolean page = method.getBeanType().getPackageName().startsWith("safecity.")
                    && method.getBeanType().isAnnotationPresent(Controller.class)
                    && method.getMethod().getReturnType().equals(String.class)
                    && !method.hasMethodAnnotation(ResponseBody.class)
                    && reads(info);
            for (String pattern : page ? info.getPatternValues() : Set.<String>of()) {
                var parsed = PathPatternParser.defaultInstance.parse(pattern);
                if (!places.containsKey(pattern)
                        && !NO_PAGES.contains(pattern)
                        && requested.stream().noneMatch(path -> parsed.matches(PathContainer.parsePath(path)))) {
                    unseen.add(pattern);
                }
            }
        });
        return unseen;
    }

    private static boolean reads(RequestMappingInfo info) {
        return info.getMethodsCondition().getMethods().contains(RequestMethod.GET);
    }
}
