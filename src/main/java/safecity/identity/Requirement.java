package safecity.identity;

import org.jspecify.annotations.Nullable;

/** What a person must do after signing in, before any other page opens. */
enum Requirement {
    /** Nothing. */
    NONE(null, ""),
    /** Show the second factor. */
    GIVE_FACTOR("/account/second-factor", "请先输入动态口令，再继续操作"),
    /** Replace a first or an old password. */
    CHANGE_PASSWORD("/account/password", "请先在“修改口令”页更换口令，再继续操作"),
    /** Enrol a second factor. */
    ENROL_FACTOR("/account/second-factor", "请先启用动态口令，再继续操作");

    private final @Nullable String page;
    private final String message;

    Requirement(@Nullable String page, String message) {
        this.page = page;
        this.message = message;
    }

    /** Where it is done; null if there is nothing to do. */
    @Nullable
    String page() {
        return page;
    }

    /** What a program that cannot follow to that page shows its user. */
    String message() {
        return message;
    }
}
