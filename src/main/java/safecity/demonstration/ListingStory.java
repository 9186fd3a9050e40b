package safecity.demonstration;

/**
 * How far the listing of a hazard of the demonstration list goes; a row of {@code config/demonstration/listings.csv}.
 *
 * @param no    序号 in the list
 * @param day   working day of the history on which its locality begins the proposal, from 1
 * @param days  calendar days from then to the deadline of the rectification
 * @param until element id of the task at which it is left, or {@code archived}
 */
record ListingStory(int no, int day, int days, String until) {}
