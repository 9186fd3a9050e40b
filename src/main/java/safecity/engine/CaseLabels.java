package safecity.engine;

import java.util.function.Function;

/**
 * How a case is named to the people who work on it.
 *
 * @param ofBusinessKey from a business key ({@code WT-2020-00001}) to number and short title; the key itself where nothing is known of it
 */
public record CaseLabels(Function<String, String> ofBusinessKey) {}
