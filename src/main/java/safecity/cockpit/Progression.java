package safecity.cockpit;

import java.util.ArrayList;
import java.util.List;
import safecity.item.StationState;
import safecity.item.Status;

/**
 * 步骤条: the six stations of an item.
 *
 * @param stations in order
 */
record Progression(List<Station> stations) {

    private static final List<String> NAMES = List.of("登记", "签收", "制定措施", "整改", "核查", "销号");

    /** A station, and whether the item has passed it, stands there or has yet to come. */
    record Station(String name, StationState state) {}

    static Progression of(Status status) {
        int at = switch (status) {
            case DISPATCHED, HANDED_BACK -> 1;
            case PLANNING -> 2;
            case RECTIFYING -> 3;
            case SUBMITTED -> 4;
            case VERIFIED -> 5;
            case CLOSED -> NAMES.size();
        };
        List<Station> stations = new ArrayList<>();
        for (int index = 0; index < NAMES.size(); index++) {
            StationState state =
                    index < at ? StationState.DONE : index == at ? StationState.CURRENT : StationState.OPEN;
            stations.add(new Station(NAMES.get(index), state));
        }
        return new Progression(List.copyOf(stations));
    }
}
