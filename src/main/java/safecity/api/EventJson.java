package safecity.api;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import safecity.item.EventKinds;

/** An event as it is read over the interface and as it is posted. */
@Schema(name = "Event", description = "事件：问题的时间线上发生的一件事，不含人员姓名和自由填写的内容")
public record EventJson(
        @Schema(description = "事件的唯一标识", requiredMode = REQUIRED)
        String id,

        @Schema(description = "问题编号", example = "WT-2020-00001", requiredMode = REQUIRED)
        String item,

        @Schema(description = "问题标题", requiredMode = REQUIRED)
        String title,

        @Schema(description = "在该问题时间线上的序号，从 1 起", requiredMode = REQUIRED)
        int seq,

        @Schema(
                description = "种类：dispatch 派发与签收，plan 整改方案，progress 整改进展，check 核查、抽查与复评，close 销号，deadline 时限变动，"
                        + "press 催办，escalation 提醒与升级，document 督办文书，listing 挂牌督办，other 其他",
                example = "close",
                requiredMode = REQUIRED)
        String kind,

        @Schema(description = "事由，与时间线上的一致", example = "销号", requiredMode = REQUIRED)
        String act,

        @Schema(description = "办理单位；系统自动办理为 null", nullable = true, requiredMode = REQUIRED) @Nullable
        UnitJson unit,

        @Schema(description = "发生时间", requiredMode = REQUIRED)
        OffsetDateTime at) {

    /** Returns an event as other systems read it. */
    public static EventJson of(Event event, EventKinds kinds) {
        return new EventJson(
                new Cursor(event.transaction(), event.id()).written(),
                event.item(),
                event.title(),
                event.seq(),
                kinds.ofAct(event.act()).name(),
                event.act(),
                event.unit() == null || event.unitName() == null ? null : new UnitJson(event.unit(), event.unitName()),
                ItemJson.local(event.at()));
    }
}
