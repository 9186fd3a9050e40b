package safecity.demonstration;

/**
 * How far an item of the demonstration list goes; a row of {@code config/demonstration/stories.csv}.
 *
 * @param no      序号 in the list
 * @param until   element id of the task at which it is left, or {@code CLOSED}
 * @param refused whether verification refuses it once on the way
 */
record Story(int no, String until, boolean refused) {}
