package safecity.audit;

/** What became of an attempt. */
enum Outcome {
    /** Done, and committed together with its entry. */
    SUCCEEDED("成功"),
    /** Not allowed to this person. */
    DENIED("被拒"),
    /** Allowed, but it did not come off, such as a sign-in with a wrong password. */
    FAILED("失败");

    private final String label;

    Outcome(String label) {
        this.label = label;
    }

    /** The outcome's Chinese name. */
    public String label() {
        return label;
    }
}
