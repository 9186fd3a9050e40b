package safecity.supervision;

/** 管控措施 that hold until the hazard is gone (安全生产法 第六十五条). */
public enum Measure {
    /** 停产停业. */
    STOP_PRODUCTION("停产停业"),
    /** 撤人. */
    EVACUATE("撤出人员"),
    /** 停用. */
    STOP_USE("停止使用"),
    /** 设标志. */
    WARNING_SIGNS("设置警示标志");

    private final String label;

    Measure(String label) {
        this.label = label;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }
}
