package safecity.unit;

import java.util.List;

/**
 * One of the 22 main tasks of the plan.
 *
 * @param no               1 to 22, as the plan counts them
 * @param groupNo          action that it belongs to, 1 to 10
 * @param groupTitle       name of that action
 * @param title            name
 * @param content          wording of the plan
 * @param leadUnit         code of the unit named first
 * @param responsibleUnits codes of all responsible units, the lead first
 * @param localities       whether every town, subdistrict and base is responsible too
 */
public record MainTask(
        int no,
        int groupNo,
        String groupTitle,
        String title,
        String content,
        String leadUnit,
        List<String> responsibleUnits,
        boolean localities) {}
