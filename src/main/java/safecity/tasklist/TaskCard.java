package safecity.tasklist;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What the card of a task shows in Tasklist's list. A task of a problem list has a title and no item.
 *
 * @param taskId    the engine's id
 * @param number    the case's number
 * @param title     title of the problem list
 * @param grade     隐患等级 in Chinese
 * @param unit      short name of the responsible unit
 * @param round     round of rectification, 1 for the first
 * @param deadline  yyyy-MM-dd, the deadline that holds now
 * @param original  yyyy-MM-dd, the deadline as first set; absent where that still holds
 * @param lampStyle style class of the lamp
 * @param lampShape the lamp's sign, so that it is told apart without colour
 * @param lamp      the lamp's word
 * @param remaining working days left or past, in words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TaskCard(
        String taskId,
        String number,
        @Nullable String title,
        @Nullable String grade,
        @Nullable String unit,
        @Nullable Integer round,
        @Nullable String deadline,
        @Nullable String original,
        @Nullable String lampStyle,
        @Nullable String lampShape,
        @Nullable String lamp,
        @Nullable String remaining) {

    static TaskCard ofList(String taskId, String number, String title) {
        return new TaskCard(taskId, number, title, null, null, null, null, null, null, null, null, null);
    }
}
