package safecity.engine;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * When a user task is due, and how that came about: every step that a {@code camunda:dueDate} calls returns one, so that whoever changes the calendar
 * or a deadline knows what to do with the task. For the engine it is a date like any other; see {@link DueCounted}.
 */
public final class DueDate extends Date {

    private static final long serialVersionUID = 1L;

    private final transient Basis basis;

    private DueDate(Instant at, Basis basis) {
        super(at.toEpochMilli());
        this.basis = basis;
    }

    /** What a due date hangs on. */
    public enum Kind {
        /** Working days after a day. */
        DAY,
        /** Working days before the deadline of the case's item; with 0 that deadline itself. */
        DEADLINE,
        /** A date in a row of the package whose task it is, which moves both. */
        ROW,
        /** A date that nothing moves. */
        GIVEN
    }

    /**
     * How a due date came about.
     *
     * @param from        for {@code DAY} the day that it is counted from, which does not count itself; else null
     * @param workingDays for {@code DAY} at least 1, for {@code DEADLINE} at least 0, else 0
     * @param notBefore   day before which it never is, because it was promised; null if none was
     * @param row         for {@code ROW} the name of the row, which is the package's own; else null
     */
    public record Basis(
            Kind kind,
            @Nullable LocalDate from,
            int workingDays,
            @Nullable LocalDate notBefore,
            @Nullable String row) {}

    /** Returns a moment that was counted in working days after a day. */
    public static DueDate counted(Instant at, LocalDate from, int workingDays, @Nullable LocalDate notBefore) {
        return new DueDate(at, new Basis(Kind.DAY, from, workingDays, notBefore, null));
    }

    /** Returns a moment that was counted in working days back from the deadline of the case's item. */
    public static DueDate beforeDeadline(Instant at, int workingDays) {
        return new DueDate(at, new Basis(Kind.DEADLINE, null, workingDays, null, null));
    }

    /** Returns a moment that stands in a row. */
    public static DueDate ofRow(Instant at, String row) {
        return new DueDate(at, new Basis(Kind.ROW, null, 0, null, row));
    }

    /** Returns a moment that nothing moves. */
    public static DueDate given(Instant at) {
        return new DueDate(at, new Basis(Kind.GIVEN, null, 0, null, null));
    }

    /** How it came about. */
    public Basis basis() {
        return basis;
    }
}
