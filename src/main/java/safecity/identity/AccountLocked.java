package safecity.identity;

/**
 * An account was locked because its password or code was wrong too often.
 *
 * @param login the account
 */
record AccountLocked(String login) {}
