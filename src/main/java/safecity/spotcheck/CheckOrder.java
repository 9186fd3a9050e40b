package safecity.spotcheck;

/**
 * The office's order to check an item.
 *
 * @param orderedBy Chinese name
 */
record CheckOrder(String reason, String orderedBy) {}
