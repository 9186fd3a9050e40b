package safecity.spotcheck;

/**
 * The office's order to check an item in one of its rounds.
 *
 * @param orderedBy Chinese name
 */
record CheckOrder(String reason, String orderedBy) {}
