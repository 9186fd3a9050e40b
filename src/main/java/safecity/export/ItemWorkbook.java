package safecity.export;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import safecity.cockpit.ItemFilter;
import safecity.cockpit.View;

/** The workbooks of items. */
public enum ItemWorkbook {
    PROBLEMS("problems", "问题清单", null),
    RECTIFICATIONS("rectifications", "整改清单", null),
    LEDGER("ledger", "整改台账", null),
    OVERDUE("overdue", "超期台账", View.OVERDUE);

    private static final int IMPORTED_AT_ONCE = 20_000;

    private final String key;
    private final String title;
    private final @Nullable View view;

    ItemWorkbook(String key, String title, @Nullable View view) {
        this.key = key;
        this.title = title;
        this.view = view;
    }

    /** Name in the URL. */
    public String key() {
        return key;
    }

    /** Chinese name, also of the file. */
    public String title() {
        return title;
    }

    /** Returns what the sheet has to say of itself if it has so many rows: a list of more than can be imported at once does not come back whole. */
    public List<String> notes(int rows) {
        boolean importable = this == PROBLEMS || this == RECTIFICATIONS;
        return importable && rows > IMPORTED_AT_ONCE
                ? List.of("共 %,d 条，超过一次导入的上限 %,d 条：如需改后再导入，请按责任单位、主要任务等条件分次导出".formatted(rows, IMPORTED_AT_ONCE))
                : List.of();
    }

    /** Reads the filter of a request. The overdue ledger speaks of what is overdue, whatever the page shows. */
    ItemFilter filter(Map<String, String> parameters) {
        Map<String, String> asked = new HashMap<>(parameters);
        if (view != null) {
            asked.put("view", view.key());
        }
        return ItemFilter.of(asked);
    }

    /** Returns those that items can be chosen for one by one; the others hold all of their kind. */
    static List<ItemWorkbook> ofChosen() {
        return Arrays.stream(values()).filter(each -> each.view == null).toList();
    }

    static Optional<ItemWorkbook> of(String key) {
        return Arrays.stream(values()).filter(each -> each.key.equals(key)).findFirst();
    }
}
