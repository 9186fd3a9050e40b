package safecity.board;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import safecity.cockpit.Totals;
import safecity.cockpit.View;
import safecity.document.DocumentFilter;
import safecity.document.DocumentRegister;
import safecity.identity.Person;
import safecity.supervision.ListingBoard;
import safecity.supervision.ListingFilter;

/** 今日须关注: what waits for somebody today, each with the place where it is acted on. Whoever shows the rows of a line counts them, too. */
@Component
public class Attention {

    private static final List<View> OF_ITEMS = List.of(View.UNANSWERED, View.EXTENSION, View.TOMORROW, View.PRESSED);

    private final DocumentRegister documents;
    private final ListingBoard listings;

    Attention(DocumentRegister documents, ListingBoard listings) {
        this.documents = documents;
        this.listings = listings;
    }

    /**
     * One line.
     *
     * @param href list of exactly those that are counted
     */
    public record Line(String label, int count, String href) {}

    /**
     * Returns all lines, those with nothing too, so that nobody wonders whether they were counted.
     *
     * @param list row of the list that everything is about; 0 for all items
     */
    public List<Line> of(Totals.Figures figures, long list, Person viewer) {
        String scope = list == 0 ? "" : "&list=" + list;
        List<Line> lines = new ArrayList<>();
        OF_ITEMS.forEach(
                view -> lines.add(new Line(view.label(), figures.of(view), "/items?view=" + view.key() + scope)));
        DocumentFilter drafts = DocumentFilter.ofDrafts(list);
        lines.add(new Line("文书待签发", documents.count(drafts, viewer), drafts.url()));
        for (ListingFilter.View view : ListingFilter.View.values()) {
            ListingFilter waiting = new ListingFilter(list, view);
            lines.add(new Line(view.label(), listings.count(waiting, viewer), waiting.url()));
        }
        return lines;
    }
}
