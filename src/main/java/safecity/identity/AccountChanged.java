package safecity.identity;

/**
 * Something about an account changed, or was tried; published in the transaction of the change, for whoever keeps a trail.
 *
 * @param actor login of who did it; empty if the program did
 * @param login the account
 * @param what  in a Chinese sentence, without any secret
 */
public record AccountChanged(String actor, String login, String what) {}
