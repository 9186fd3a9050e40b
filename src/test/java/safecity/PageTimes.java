package safecity;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * 测速: how long each page, view, filter and search takes at the running application, as somebody who signed in: median and longest of some requests, in
 * milliseconds, after one that warms up. Meant for a demonstration database that {@link ManyItems} filled.
 */
public final class PageTimes {

    private static final int TIMES = 9;

    private static final List<String> FILTERS = List.of(
            "q=消防",
            "q=井盖缺失 兴华大街",
            "q=WT-2026",
            "q=查无此事",
            "unit=qu-xiao-fang-zhi-dui",
            "locality=huang-cun-zhen",
            "lamp=RED",
            "lamp=GREEN",
            "lamp=GREY",
            "status=RECTIFYING",
            "grade=MAJOR",
            "task=3",
            "source=区级督查",
            "listing=STANDING",
            "from=2026-12-01&until=2026-12-31",
            "sort=-number",
            "sort=unit",
            "lamp=RED&unit=qu-xiao-fang-zhi-dui&sort=-deadline");

    private final HttpPerson person;

    private PageTimes(HttpPerson person) {
        this.person = person;
    }

    /** Arguments: port of the application on this machine, and the logins of those who ask. */
    public static void main(String... arguments) {
        int port = Integer.parseInt(arguments[0]);
        for (String login : List.of(arguments).subList(1, arguments.length)) {
            System.out.println(login);
            new PageTimes(HttpPerson.signIn(port, login)).measure();
        }
    }

    private void measure() {
        Document list = Jsoup.parse(ask("/items?view=all").body());
        Set<String> addresses = new LinkedHashSet<>(List.of("/board", "/my", "/items?view=all"));
        list.select(".sc-tabs a[href*=view]").forEach(tab -> addresses.add(tab.attr("href")));
        addresses.addAll(List.of("/items?view=tomorrow", "/items?view=extension", "/items?view=unanswered"));
        Element pager = list.select("a[rel=next]").first();
        if (pager != null) {
            addresses.add(pager.attr("href"));
        }
        list.select("a[href*=before]").forEach(last -> addresses.add(last.attr("href")));
        FILTERS.forEach(filter -> addresses.add("/items?" + escaped(filter)));
        list.select("tbody a[href^=/items/]").stream().limit(1).forEach(item -> addresses.add(item.attr("href")));
        addresses.addAll(List.of("/units/qu-xiao-fang-zhi-dui", "/listings", "/documents", "/notices"));
        addresses.forEach(this::time);
    }

    private void time(String address) {
        int status = ask(address).statusCode();
        List<Long> millis = new ArrayList<>();
        for (int at = 0; at < TIMES; at++) {
            long start = System.nanoTime();
            ask(address);
            millis.add((System.nanoTime() - start) / 1_000_000);
        }
        millis.sort(null);
        System.out.printf("%5d %5d  %d %s%n", millis.get(TIMES / 2), millis.get(TIMES - 1), status, address);
    }

    private HttpResponse<String> ask(String address) {
        return person.send("GET", address, null);
    }

    private static String escaped(String filter) {
        return URLEncoder.encode(filter, StandardCharsets.UTF_8)
                .replace("%3D", "=")
                .replace("%26", "&");
    }
}
