package safecity.extension;

import static safecity.Cases.CLERK;
import static safecity.Cases.LOCAL_CLERK;
import static safecity.Cases.SUPERVISOR;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import safecity.Cases;
import safecity.identity.People;
import safecity.item.Item;

/** Requests for more time, made and decided as people would. */
@Component
class Requests {

    private final Cases cases;
    private final ExtensionDesk desk;
    private final People people;
    private final JdbcClient jdbc;

    Requests(Cases cases, ExtensionDesk desk, People people, JdbcClient jdbc) {
        this.cases = cases;
        this.desk = desk;
        this.people = people;
        this.jdbc = jdbc;
    }

    /** Presses the button. */
    String begin(Item item, String login) {
        return desk.start(cases.now(item), people.require(login));
    }

    /** Presses the button and hands the form in. */
    void ask(Item item, int days) {
        begin(item, CLERK);
        cases.complete(item, CLERK, "ask", asking(days));
    }

    static Map<String, Object> asking(Object days) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("decision", "submit");
        fields.put("askedDays", days);
        fields.put("reason", "汛期无法开挖");
        fields.put("controlMeasures", "设围挡，专人值守");
        return fields;
    }

    void support(Item item) {
        cases.complete(item, LOCAL_CLERK, "giveOpinion", Map.of("decision", "support", "opinion", "围挡已落实"));
    }

    void grant(Item item, int days) {
        cases.complete(item, SUPERVISOR, "decide", granting(days));
    }

    static Map<String, Object> granting(int days) {
        return Map.of("decision", "grant", "grantedDays", days, "opinion", "同意，抓紧施工");
    }

    void refuse(Item item) {
        cases.complete(item, SUPERVISOR, "decide", Map.of("decision", "refuse", "opinion", "可以分段施工"));
    }

    /** Returns the states of an item's requests, the first one first. */
    String states(Item item) {
        return String.join(
                " ",
                jdbc.sql("select state from safecity.extension where item_id = :id order by id")
                        .param("id", item.id())
                        .query(String.class)
                        .list());
    }
}
