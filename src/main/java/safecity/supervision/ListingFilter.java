package safecity.supervision;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the board of listings is asked for, as it stands in the URL. A parameter that cannot be understood is as if it were not there.
 *
 * @param list row of the list that the listings' items come from; 0 for all
 * @param view what waits for somebody; null for all
 */
public record ListingFilter(long list, @Nullable View view) {

    /** 须关注的挂牌事项. Conditions on alias {@code l} with parameter {@code :today}. */
    public enum View {
        ACCEPTANCE("acceptance", "挂牌待验收", "l.state in ('APPLIED', 'INSPECTING')"),
        OVERDUE("overdue", "挂牌事项超期", """
                l.closed_at is null
                and exists (select 1 from safecity.listing_duty late
                             where late.listing_id = l.id and late.kind = 'DUTY' and late.done_on is null and late.due < :today)"""),
        SILENT("silent", "未报送挂牌进展", """
                l.closed_at is null
                and exists (select 1 from safecity.listing_report last
                             where last.listing_id = l.id and last.progress is null
                               and last.seq = (select max(seq) from safecity.listing_report any_of where any_of.listing_id = l.id))""");

        private final String key;
        private final String label;
        private final String condition;

        View(String key, String label, String condition) {
            this.key = key;
            this.label = label;
            this.condition = condition;
        }

        /** Chinese name. */
        public String label() {
            return label;
        }
    }

    static ListingFilter of(Map<String, String> parameters) {
        String list = parameters.getOrDefault("list", "");
        String key = parameters.getOrDefault("view", "");
        return new ListingFilter(
                list.matches("[0-9]{1,18}") ? Long.parseLong(list) : 0,
                Arrays.stream(View.values())
                        .filter(each -> each.key.equals(key))
                        .findFirst()
                        .orElse(null));
    }

    /** Whether anything is kept out. */
    public boolean narrows() {
        return list != 0 || view != null;
    }

    /** URL of what it lets through. */
    public String url() {
        String asked = (view == null ? "" : "&view=" + view.key) + (list == 0 ? "" : "&list=" + list);
        return asked.isEmpty() ? "/listings" : "/listings?" + asked.substring(1);
    }

    /** URL for items of all lists. */
    public String ofAllLists() {
        return new ListingFilter(0, view).url();
    }

    /** URL of all views. */
    public String ofAllViews() {
        return new ListingFilter(list, null).url();
    }

    String condition() {
        return " and (:list = 0 or i.list_id = :list)" + (view == null ? "" : " and (" + view.condition + ")");
    }
}
