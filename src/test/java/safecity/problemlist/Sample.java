package safecity.problemlist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A workbook as people send it, and a check of the list that must come of it. */
record Sample(String name, Supplier<byte[]> bytes, Consumer<ParsedList> check) {

    /** The row of a list that has just one. */
    static ListRow only(ParsedList list) {
        assertThat(list.rows()).hasSize(1);
        return list.rows().get(0);
    }

    /** What is wrong with the row of a list that has just one. */
    static List<String> messages(ParsedList list) {
        return only(list).flaws().stream().map(ListRow.Flaw::message).toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
