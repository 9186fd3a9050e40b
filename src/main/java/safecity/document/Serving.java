package safecity.document;

/** 送达: how a document comes to its recipient. Chinese names as users read them everywhere. */
public enum Serving {
    /** At once, by the system. */
    SYSTEM("系统送达"),
    /** On paper, by the office, which records how and when. */
    WRITTEN("书面送达"),
    /** By being published; it has no recipient of its own. */
    PUBLICATION("公告送达");

    private final String label;

    Serving(String label) {
        this.label = label;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }
}
