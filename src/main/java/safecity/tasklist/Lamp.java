package safecity.tasklist;

import java.time.LocalDate;
import java.util.Locale;

/** 亮灯: how near an item's deadline is, by shape and word as well as by colour. */
enum Lamp {
    GREEN("●", "正常"),
    BLUE("▲", "提醒"),
    YELLOW("◆", "预警"),
    ORANGE("■", "督办"),
    RED("✖", "超期"),
    GREY("✓", "已销号");

    private final String shape;
    private final String word;

    Lamp(String shape, String word) {
        this.shape = shape;
        this.word = word;
    }

    String shape() {
        return shape;
    }

    String word() {
        return word;
    }

    /** The style class, the same on every page. */
    String style() {
        return "lamp-" + name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns the lamp of an open item.
     *
     * @param workingDays working days left until the deadline, 0 on the last day
     */
    static Lamp of(LocalDate today, LocalDate deadline, int workingDays) {
        if (today.isAfter(deadline)) {
            return RED;
        }
        if (workingDays <= 1) {
            return ORANGE;
        }
        if (workingDays <= 3) {
            return YELLOW;
        }
        return workingDays <= 7 ? BLUE : GREEN;
    }
}
