package safecity.identity;

/**
 * Somebody signed in, or tried to; published for whoever keeps a trail.
 *
 * @param typed     the login as it was given. Where no account is called so it may be a password in the wrong field, and must not be kept
 * @param succeeded whether the password, the second factor or somebody else's word was accepted
 * @param what      how, or why not, in Chinese; not for who tried: it tells which accounts there are
 */
public record SignInTried(String typed, boolean succeeded, String what) {}
