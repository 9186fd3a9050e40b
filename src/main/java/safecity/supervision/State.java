package safecity.supervision;

import java.util.Arrays;
import java.util.List;

/** Where a listing stands, in the order of the board. */
public enum State {
    /** Proposed or about to be; the office has not judged yet. */
    REPORTED("待核实", true),
    /** Judged to be major; waits for the leading group. */
    PROPOSED("拟挂牌待批", true),
    /** Listed; the unit has to file its plan. */
    LISTED("已挂牌", true),
    /** The plan is filed and waits for review. */
    PLANNED("方案已备", true),
    /** The plan was accepted. */
    RECTIFYING("整改中", true),
    /** The deadline passed without acceptance being asked for. */
    OVERDUE("已超期", true),
    /** Handed to the level above. */
    ESCALATED("提级督办", true),
    /** The unit asked for acceptance. */
    APPLIED("已申请验收", true),
    /** The team is on its way. */
    INSPECTING("现场核查", true),
    /** Accepted; being announced, archived and observed. */
    DELISTED("已摘牌销号", false),
    /** Came back after delisting and was listed again under a new number. */
    REOPENED("反弹重挂", false),
    /** Closure of the place was asked for. */
    SHUTDOWN("提请关闭", false),
    /** Not ours. */
    TRANSFERRED("已移送", false),
    /** Not major after all. */
    ORDINARY("非重大隐患", false),
    /** The leading group did not agree. */
    REFUSED("不予挂牌", false);

    private final String label;
    private final boolean standing;

    State(String label, boolean standing) {
        this.label = label;
        this.standing = standing;
    }

    /** Chinese name. */
    public String label() {
        return label;
    }

    /** Whether the item cannot be closed. */
    public boolean standing() {
        return standing;
    }

    /** Whether the listing was given a number at least once. */
    public boolean listed() {
        return ordinal() >= LISTED.ordinal() && ordinal() <= SHUTDOWN.ordinal();
    }

    /** Returns the states of what was listed and stands. */
    static State[] allListed() {
        return Arrays.stream(values())
                .filter(state -> state.standing() && state.listed())
                .toArray(State[]::new);
    }

    /** Returns the states that say that something stands. */
    static List<State> allStanding() {
        return Arrays.stream(values()).filter(State::standing).toList();
    }
}
