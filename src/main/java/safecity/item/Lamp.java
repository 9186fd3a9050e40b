package safecity.item;

import java.util.Locale;

/** 亮灯: how near the end of an item's time limit is, told by shape and word as well as by colour; the same on pages, in mails and in workbooks. */
public enum Lamp {
    GREEN("●", "正常", "#237804", "#F6FFED"),
    BLUE("▲", "提醒", "#0958D9", "#E6F4FF"),
    YELLOW("◆", "预警", "#874D00", "#FFFBE6"),
    ORANGE("■", "督办", "#AD4E00", "#FFF7E6"),
    RED("✖", "超期", "#A8071A", "#FFF1F0"),
    PAUSED("‖", "挂账", "#595959", "#F5F5F5"),
    GREY("✓", "已销号", "#595959", "#F5F5F5");

    private final String shape;
    private final String word;
    private final String ink;
    private final String tint;

    Lamp(String shape, String word, String ink, String tint) {
        this.shape = shape;
        this.word = word;
        this.ink = ink;
        this.tint = tint;
    }

    /** One character that differs from every other lamp's. */
    public String shape() {
        return shape;
    }

    /** Chinese name. */
    public String word() {
        return word;
    }

    /** Colour of the words, such as {@code #A8071A}; readable on the tint. */
    public String ink() {
        return ink;
    }

    /** Colour behind the words. */
    public String tint() {
        return tint;
    }

    /** The style class, the same on every page; a lamp that does not burn is grey. */
    public String style() {
        return "lamp-" + (this == PAUSED ? GREY : this).name().toLowerCase(Locale.ROOT);
    }
}
