package safecity;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import safecity.calendar.Counting;
import safecity.calendar.Deadline;
import safecity.calendar.WorkingDays;
import safecity.item.Grade;
import safecity.item.NewItem;
import safecity.item.Verifier;

/**
 * A new item as a test wants it: an ordinary problem of 区城管委 in 黄村镇, which verifies it, with thirty days from the clock's today and a draw number
 * that spares it the spot-check. No two are the same problem.
 */
public final class TestItem {

    private final LocalDate today;
    private String description = "道路井盖缺失";
    private @Nullable String locality = Cases.LOCALITY;
    private Grade grade = Grade.ORDINARY;
    private String lead = Cases.LEAD;
    private Verifier verifier = Verifier.LOCALITY;
    private List<String> cooperating = List.of();
    private String goal = "消除隐患";
    private LocalDate deadline;
    private @Nullable Counting counting;
    private boolean provisional;
    private int drawNumber = 99;

    TestItem(LocalDate today) {
        this.today = today;
        this.deadline = today.plusDays(30);
    }

    /** Sets what is wrong. */
    public TestItem described(String text) {
        description = text;
        return this;
    }

    /** Sets where it is; null for an item of the whole district. */
    public TestItem in(@Nullable String unit) {
        locality = unit;
        return this;
    }

    /** Makes it a major hazard. */
    public TestItem major() {
        grade = Grade.MAJOR;
        return this;
    }

    /** Sets the responsible unit. */
    public TestItem ledBy(String unit) {
        lead = unit;
        return this;
    }

    /** Sets who verifies. */
    public TestItem verifiedBy(Verifier who) {
        verifier = who;
        return this;
    }

    /** Sets the units that help. */
    public TestItem helpedBy(String... units) {
        cooperating = List.of(units);
        return this;
    }

    /** Sets the deadline to a number of days from the clock's today. */
    public TestItem dueInDays(int days) {
        deadline = today.plusDays(days);
        return this;
    }

    /** Has the deadline counted in working days from the clock's today. */
    public TestItem dueInWorkingDays(int days, WorkingDays calendar) {
        counting = new Counting(today, days);
        return due(calendar.deadline(counting));
    }

    /** Sets the deadline. */
    public TestItem due(Deadline day) {
        deadline = day.day();
        provisional = day.provisional();
        return this;
    }

    /** Sets the number from 0 to 99 that the spot-check is drawn by. */
    public TestItem drawn(int number) {
        drawNumber = number;
        return this;
    }

    int drawNumber() {
        return drawNumber;
    }

    NewItem build() {
        return new NewItem(
                description,
                "专家检查",
                "兴华大街",
                locality,
                null,
                grade,
                lead,
                verifier,
                cooperating,
                goal,
                "补齐井盖",
                "张三",
                "13800000000",
                "",
                null,
                UUID.randomUUID().toString(),
                new Deadline(deadline, provisional),
                counting);
    }
}
