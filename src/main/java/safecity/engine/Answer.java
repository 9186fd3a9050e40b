package safecity.engine;

import java.math.BigDecimal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a person filled into a form, checked before a step relies on it. */
public final class Answer {

    private Answer() {}

    /**
     * Returns the choice that was made.
     *
     * @throws Refused if nothing, or nothing of what the form offers, was chosen
     */
    public static String of(@Nullable String choice, String... offered) {
        if (choice == null || !Arrays.asList(offered).contains(choice)) {
            throw new Refused("请在表单中选择办理意见后再提交");
        }
        return choice;
    }

    /** Returns the text without surrounding blanks; empty if nothing was written. */
    public static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    /**
     * Returns the text without surrounding blanks.
     *
     * @param message what to tell the user if nothing was written
     * @throws Refused if nothing was written
     */
    public static String required(@Nullable String text, String message) {
        String stripped = text(text);
        if (stripped.isEmpty()) {
            throw new Refused(message);
        }
        return stripped;
    }

    /**
     * Returns the whole number that was filled in; a form hands it over as a number of any type, or as text.
     *
     * @param message what to tell the user if nothing, or no whole number, was filled in
     * @throws Refused if it is none, or none that an {@code int} can hold
     */
    public static int wholeNumber(@Nullable Object number, String message) {
        try {
            return new BigDecimal(String.valueOf(number).strip()).intValueExact();
        } catch (ArithmeticException | NumberFormatException other) {
            throw new Refused(message);
        }
    }
}
