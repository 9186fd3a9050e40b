package safecity.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static safecity.Cases.SUPERVISOR;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.parsers.DocumentBuilderFactory;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import safecity.item.Item;

/** Notices for tests: what a reader gets who has no account and an address of his own. */
abstract class NoticeCase extends ListingCase {

    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private final String reader = "198.51.100." + ADDRESSES.incrementAndGet();

    MvcResult read(MockHttpServletRequestBuilder request) throws Exception {
        return mvc.perform(request.with(made -> {
                    made.setRemoteAddr(reader);
                    return made;
                }))
                .andReturn();
    }

    MockHttpServletResponse answer(String url) throws Exception {
        return read(get(url)).getResponse();
    }

    String body(String url) throws Exception {
        MockHttpServletResponse response = answer(url);
        assertThat(response.getStatus()).as(url).isEqualTo(200);
        return response.getContentAsString(StandardCharsets.UTF_8);
    }

    String number(Item item) {
        return Objects.requireNonNull(listing(item).number());
    }

    String noticeOf(Item item) {
        return "/public/listings/" + number(item);
    }

    void announce(Item item, String title) {
        cases.complete(item, SUPERVISOR, "prepareAnnouncement", Map.of("publicTitle", title));
        sign(item, ListingLetters.LISTING_ANNOUNCEMENT);
        cases.complete(item, SUPERVISOR, "announce", Map.of("place", "区政府网站", "doneOn", TODAY.toString()));
        bringToTheTop(item);
    }

    /** Other tests publish too, some of them on later days; the list and the feed begin with the newest. */
    void bringToTheTop(Item item) {
        jdbc.sql("""
                update safecity.publication
                   set published_at = clock_timestamp(),
                       delisting_published_at = case when delisted_on is null then null else clock_timestamp() end
                 where number = :number""").param("number", number(item)).update();
    }

    List<Element> entriesOf(Item item) throws Exception {
        DocumentBuilderFactory reading = DocumentBuilderFactory.newInstance();
        reading.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        NodeList items = reading.newDocumentBuilder()
                .parse(new ByteArrayInputStream(answer("/public/listings.rss").getContentAsByteArray()))
                .getElementsByTagName("item");
        List<Element> entries = new ArrayList<>();
        for (int at = 0; at < items.getLength(); at++) {
            Element entry = (Element) items.item(at);
            if (text(entry, "link").endsWith(number(item))) {
                entries.add(entry);
            }
        }
        return entries;
    }

    static String text(Element entry, String name) {
        return entry.getElementsByTagName(name).item(0).getTextContent();
    }
}
