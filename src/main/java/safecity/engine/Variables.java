package safecity.engine;

import java.util.Set;

/** The variables that Java sets when it starts a process: ids only. All others belong to a model and its forms, and none of these to a form. */
public final class Variables {

    /** {@code Long}: the row of the problem item. */
    public static final String PROBLEM_ID = "problemId";

    /** {@code Long}: the row of the imported list. */
    public static final String LIST_ID = "listId";

    /** {@code Long}: the row of the document that a slip carries. */
    public static final String SLIP_ID = "slipId";

    /** {@code Long}: the row of the listing of a major hazard. */
    public static final String LISTING_ID = "listingId";

    /** {@code Long}: the row of a challenge of a listing's conclusion. */
    public static final String OBJECTION_ID = "objectionId";

    /** {@code Long}: the row of the request for more time. */
    public static final String EXTENSION_ID = "extensionId";

    /** {@code Long}: the row of the request to pause an item. */
    public static final String PAUSE_ID = "pauseId";

    /** {@code Long}: the row of the press. */
    public static final String PRESS_ID = "pressId";

    /** What no form and no user may set, and the only variables that one process hands to another. */
    static final Set<String> IDS =
            Set.of(PROBLEM_ID, LIST_ID, SLIP_ID, EXTENSION_ID, PAUSE_ID, PRESS_ID, LISTING_ID, OBJECTION_ID);

    private Variables() {}
}
