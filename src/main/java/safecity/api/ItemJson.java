package safecity.api;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import safecity.calendar.WorkingDays;
import safecity.cockpit.ItemRecord;
import safecity.item.Grade;
import safecity.item.Lamp;
import safecity.item.Status;

@Schema(name = "Item", description = "问题")
record ItemJson(
        @Schema(description = "编号", example = "WT-2020-00001", requiredMode = REQUIRED)
        String number,

        @Schema(description = "标题", requiredMode = REQUIRED) String title,

        @Schema(description = "问题(隐患)描述", requiredMode = REQUIRED)
        String description,

        @Schema(description = "问题来源，可为空文本", requiredMode = REQUIRED)
        String source,

        @Schema(description = "点位，可为空文本", requiredMode = REQUIRED)
        String place,

        @Schema(description = "属地；区级问题为 null", nullable = true, requiredMode = REQUIRED) @Nullable
        UnitJson locality,

        @Schema(description = "对应主要任务序号 1 至 22", nullable = true, requiredMode = REQUIRED) @Nullable
        Integer mainTask,

        @Schema(description = "级别：ORDINARY 一般，MAJOR 重大", requiredMode = REQUIRED)
        Grade grade,

        @Schema(description = "牵头责任单位", requiredMode = REQUIRED)
        UnitJson leadUnit,

        @Schema(description = "配合单位", requiredMode = REQUIRED)
        List<UnitJson> cooperatingUnits,

        @Schema(description = "整改目标，可为空文本", requiredMode = REQUIRED)
        String goal,

        @Schema(description = "整改措施，可为空文本", requiredMode = REQUIRED)
        String measures,

        @Schema(
                description =
                        "状态：DISPATCHED 待签收，HANDED_BACK 退回待裁定，PLANNING 待制定措施，RECTIFYING 整改中，SUBMITTED 待核查，VERIFIED 已整改(待销号)，CLOSED 已销号",
                requiredMode = REQUIRED)
        Status status,

        @Schema(description = "状态的中文名", example = "整改中", requiredMode = REQUIRED)
        String statusName,

        @Schema(
                description = "灯色：GREEN 正常，BLUE 提醒，YELLOW 预警，ORANGE 督办，RED 超期，PAUSED 挂账，GREY 已销号",
                requiredMode = REQUIRED)
        Lamp lamp,

        @Schema(description = "第几轮整改", requiredMode = REQUIRED)
        int round,

        @Schema(description = "原定时限，最后一日", requiredMode = REQUIRED)
        LocalDate originalDeadline,

        @Schema(description = "现行时限，最后一日", requiredMode = REQUIRED)
        LocalDate approvedDeadline,

        @Schema(description = "时限是否暂定：所在年份的放假通知尚未公布", requiredMode = REQUIRED)
        boolean provisional,

        @Schema(description = "挂账起始日；计时正常为 null", nullable = true, requiredMode = REQUIRED) @Nullable
        LocalDate pausedOn,

        @Schema(description = "当前环节", requiredMode = REQUIRED)
        List<Step> steps,

        @Schema(description = "派发时间", requiredMode = REQUIRED)
        OffsetDateTime createdAt,

        @Schema(description = "最近变动时间：状态、轮次、责任单位、时限、挂账有变，或时间线有新记录", requiredMode = REQUIRED)
        OffsetDateTime changedAt,

        @Schema(description = "销号时间；未销号为 null", nullable = true, requiredMode = REQUIRED) @Nullable
        OffsetDateTime closedAt) {

    @Schema(name = "Step", description = "当前环节，不含办理人姓名")
    record Step(
            @Schema(description = "环节名称", example = "制定整改方案", requiredMode = REQUIRED)
            String name,

            @Schema(description = "办理单位简称，可为空文本", requiredMode = REQUIRED)
            String unit) {}

    static ItemJson of(ItemRecord item) {
        return new ItemJson(
                item.number(),
                item.title(),
                item.description(),
                item.source(),
                item.place(),
                UnitJson.of(item.locality()),
                item.mainTask(),
                item.grade(),
                Objects.requireNonNull(UnitJson.of(item.lead())),
                item.cooperating().stream()
                        .map(unit -> new UnitJson(unit.code(), unit.name()))
                        .toList(),
                item.goal(),
                item.measures(),
                item.status(),
                item.status().label(),
                item.limit().lamp(),
                item.round(),
                item.limit().original(),
                item.limit().current(),
                item.limit().provisional(),
                item.pausedOn(),
                item.steps().stream()
                        .map(step -> new Step(step.name(), step.unit()))
                        .toList(),
                local(item.createdAt()),
                local(item.changedAt()),
                item.closedAt() == null ? null : local(item.closedAt()));
    }

    /** The moment with the offset of Asia/Shanghai, to the millisecond. */
    static OffsetDateTime local(Instant at) {
        return at.truncatedTo(ChronoUnit.MILLIS).atZone(WorkingDays.ZONE).toOffsetDateTime();
    }
}
