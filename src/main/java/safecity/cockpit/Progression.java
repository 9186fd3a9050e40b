package safecity.cockpit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import safecity.calendar.WorkingTime;
import safecity.item.Item;
import safecity.item.StationState;
import safecity.item.Status;
import safecity.item.StatusMoves;

/**
 * 步骤条: the six stations of an item.
 *
 * @param stations in order
 */
record Progression(List<Station> stations) {

    private static final List<String> NAMES = List.of("登记", "签收", "制定措施", "整改", "核查", "销号");

    /**
     * A station, and whether the item has passed it, stands there or has yet to come.
     *
     * @param left when the item last left it; null where it stands or has yet to come
     * @param took all the working time that it was there; empty where that is not known or has yet to come
     */
    record Station(
            String name, StationState state, @Nullable Instant left, String took) {}

    static Progression of(Item item, List<StatusMoves.Move> moves, WorkingTime workingTime, Instant now) {
        int at = place(item.status());
        Duration[] stayed = new Duration[NAMES.size()];
        @Nullable Instant[] left = new Instant[NAMES.size()];
        left[0] = item.createdAt();
        Instant since = item.createdAt();
        int place = 1;
        for (StatusMoves.Move move : moves) {
            stay(stayed, place, workingTime.between(since, move.at()));
            since = move.at();
            int next = place(move.to());
            for (int passed = place; passed < next; passed++) {
                left[passed] = move.at();
            }
            place = next;
        }
        stay(stayed, place, workingTime.between(since, now));
        List<Station> stations = new ArrayList<>();
        for (int index = 0; index < NAMES.size(); index++) {
            StationState state =
                    index < at ? StationState.DONE : index == at ? StationState.CURRENT : StationState.OPEN;
            boolean known = place == at && state != StationState.OPEN && stayed[index] != null;
            stations.add(new Station(
                    NAMES.get(index),
                    state,
                    state == StationState.DONE ? left[index] : null,
                    known ? WorkingTime.words(stayed[index]) : ""));
        }
        return new Progression(List.copyOf(stations));
    }

    private static void stay(Duration[] stayed, int place, Duration more) {
        if (place < stayed.length) {
            stayed[place] = stayed[place] == null ? more : stayed[place].plus(more);
        }
    }

    private static int place(Status status) {
        return switch (status) {
            case DISPATCHED, HANDED_BACK -> 1;
            case PLANNING -> 2;
            case RECTIFYING -> 3;
            case SUBMITTED -> 4;
            case VERIFIED -> 5;
            case CLOSED -> NAMES.size();
        };
    }
}
