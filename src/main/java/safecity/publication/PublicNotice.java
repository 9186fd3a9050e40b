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
 * @param endedAs    how it ended without being delisted, in Chinese; null until that is published
 * @param endedOn    day of that; null until then
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
        @Nullable String endedAs,
        @Nullable LocalDate endedOn,
        String reporting) {

    /** Whether the delisting was published. */
    public boolean delisted() {
        return delistedOn != null;
    }

    /** Whether it was published that the listing ended without being delisted. */
    public boolean ended() {
        return endedAs != null;
    }

    /** Whether it was published that the hazard is not listed any more. */
    public boolean over() {
        return delisted() || ended();
    }

    /** Returns the day from which on it is over; null while it is not. */
    public @Nullable LocalDate overOn() {
        return delistedOn != null ? delistedOn : endedOn;
    }

    /** Returns in Chinese where the listing stands. */
    public String state() {
        if (delisted()) {
            return "已摘牌";
        }
        return endedAs != null ? endedAs : "挂牌督办";
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
        } else if (endedOn != null) {
            fields.put("终止日期", endedOn.toString());
        }
        fields.put("隐患举报", reporting);
        return fields;
    }

    /** Returns the notice as it reads while neither the delisting nor another end is published. */
    public PublicNotice whileListed() {
        return new PublicNotice(number, title, place, unit, level, listedOn, deadline, null, null, null, reporting);
    }
}
