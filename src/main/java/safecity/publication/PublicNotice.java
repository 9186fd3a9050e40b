package safecity.publication;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that the public learns of a listing; a field that is not here is not public.
 *
 * @param number     挂牌编号, such as {@code GP-2020-003}
 * @param title      short title, as the office published it
 * @param place      town or subdistrict, never more exact
 * @param unit       short name of the responsible unit
 * @param level      区级 or 市级
 * @param listedOn   day on which it was listed
 * @param deadline   last day of the rectification when the notice was published
 * @param delistedOn day on which it was delisted; null until the delisting is published
 * @param reporting  how to report a hazard, as configured today
 */
public record PublicNotice(
        String number,
        String title,
        String place,
        String unit,
        String level,
        LocalDate listedOn,
        LocalDate deadline,
        @Nullable LocalDate delistedOn,
        String reporting) {

    /** Whether the delisting was published. */
    public boolean delisted() {
        return delistedOn != null;
    }

    /** Returns in Chinese where the listing stands. */
    public String state() {
        return delisted() ? "已摘牌" : "挂牌督办";
    }

    /** Returns the fields with their Chinese names, in the order in which they are shown. */
    public Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("挂牌编号", number);
        fields.put("隐患名称", title);
        fields.put("所在镇街", place);
        fields.put("责任单位", unit);
        fields.put("督办层级", level);
        fields.put("挂牌日期", listedOn.toString());
        fields.put("整改期限", deadline.toString());
        fields.put("状态", state());
        if (delistedOn != null) {
            fields.put("摘牌日期", delistedOn.toString());
        }
        fields.put("隐患举报", reporting);
        return fields;
    }

    /** Returns the notice as it reads while the delisting is not published. */
    public PublicNotice beforeDelisting() {
        return new PublicNotice(number, title, place, unit, level, listedOn, deadline, null, reporting);
    }
}
