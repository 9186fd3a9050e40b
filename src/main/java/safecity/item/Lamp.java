package safecity.item;

import java.util.Locale;

/** 亮灯: how near the end of an item's time limit is, told by shape and word as well as by colour; the same on pages, in mails and in workbooks. */
public enum Lamp {
    GREEN("●", "正常"),
    BLUE("▲", "提醒"),
    YELLOW("◆", "预警"),
    ORANGE("■", "督办"),
    RED("✖", "超期"),
    PAUSED("‖", "挂账"),
    GREY("✓", "已销号");

    private final String shape;
    private final String word;

    Lamp(String shape, String word) {
        this.shape = shape;
        this.word = word;
    }

    /** One character that differs from every other lamp's. */
    public String shape() {
        return shape;
    }

    /** Chinese name. */
    public String word() {
        return word;
    }

    /** The style class, the same on every page; a lamp that does not burn is grey. */
    public String style() {
        return "lamp-" + (this == PAUSED ? GREY : this).name().toLowerCase(Locale.ROOT);
    }
}
