package safecity.bulk;

/**
 * What became of one of the chosen items, or would become of it.
 *
 * @param title empty if there is no such item
 * @param done  whether it was done, or can be
 * @param text  what is done, or why not
 */
public record BulkRow(String number, String title, boolean done, String text) {}
