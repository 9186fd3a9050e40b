package safecity.demonstration;

/**
 * How far the listing of a hazard of the demonstration list goes; a row of {@code config/demonstration/listings.csv}.
 *
 * @param no    序号 in the list
 * @param title under which the public reads of it
 * @param day   working day of the history on which its locality begins the proposal, from 1
 * @param days  calendar days from then to the deadline of the rectification
 * @param reports whether its unit reports its progress
 * @param until element id of the task at which it is left, or {@code archived}
 */
record ListingStory(int no, String title, int day, int days, boolean reports, String until) {}
