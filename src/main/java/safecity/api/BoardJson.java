package safecity.api;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import safecity.board.UnitFigures;
import safecity.board.UnitRanking;
import safecity.cockpit.Totals;
import safecity.cockpit.View;
import safecity.item.Lamp;

@Schema(name = "Board", description = "督办驾驶舱的数字，与页面、工作簿同一口径")
record BoardJson(
        @Schema(description = "截至时间", requiredMode = REQUIRED)
        OffsetDateTime asOf,

        @Schema(description = "问题总数", requiredMode = REQUIRED)
        int total,

        @Schema(
                description =
                        "各视图的件数：open 未办结，overdue 超期，soon 三日内到期，submitted 待核查，verified 待销号，returned 被退回，paused 挂账，"
                                + "pressed 催办未签收，tomorrow 明日到期，extension 延期待批，unanswered 红灯未回应，late 超期办结，late-original 超原定时限办结，all 全部",
                requiredMode = REQUIRED)
        Map<String, Integer> views,

        @Schema(description = "各灯色的件数，合计等于问题总数", requiredMode = REQUIRED)
        Map<String, Integer> lamps,

        @Schema(description = "按期办结", requiredMode = REQUIRED)
        OnTimeJson onTime,

        @Schema(description = "单位排名", requiredMode = REQUIRED)
        List<GroupJson> ranking) {

    @Schema(name = "OnTime", description = "按期办结率；没有已销号的问题时两个率为 null")
    record OnTimeJson(
            @Schema(description = "已销号件数，两个率的分母", requiredMode = REQUIRED)
            int closed,

            @Schema(description = "按原定时限办结的件数", requiredMode = REQUIRED)
            int byOriginal,

            @Schema(description = "按批准时限办结的件数", requiredMode = REQUIRED)
            int byApproved,

            @Schema(description = "按原定的按期办结率，0 至 1", nullable = true, requiredMode = REQUIRED) @Nullable
            Double rateByOriginal,

            @Schema(description = "按批准的按期办结率，0 至 1", nullable = true, requiredMode = REQUIRED) @Nullable
            Double rateByApproved) {

        static OnTimeJson of(safecity.cockpit.OnTime onTime) {
            return new OnTimeJson(
                    onTime.closed(),
                    onTime.byOriginal(),
                    onTime.byApproved(),
                    onTime.closed() == 0 ? null : (double) onTime.byOriginal() / onTime.closed(),
                    onTime.closed() == 0 ? null : (double) onTime.byApproved() / onTime.closed());
        }
    }

    @Schema(name = "RankedGroup", description = "一类单位的排名")
    record GroupJson(
            @Schema(description = "类别：departments 委办局，localities 镇街，bases 基地", requiredMode = REQUIRED)
            String group,

            @Schema(description = "类别的中文名", requiredMode = REQUIRED)
            String name,

            @Schema(description = "名次在前的在前", requiredMode = REQUIRED)
            List<PlaceJson> units) {}

    @Schema(name = "RankedUnit", description = "一个单位的名次和数字")
    record PlaceJson(
            @Schema(description = "名次；问题太少或尚无销号不排名为 null", nullable = true, requiredMode = REQUIRED) @Nullable
            Integer rank,

            @Schema(description = "比一周前上升的名次，下降为负；没有可比的为 null", nullable = true, requiredMode = REQUIRED) @Nullable
            Integer change,

            @Schema(description = "单位", requiredMode = REQUIRED)
            UnitJson unit,

            @Schema(description = "承办总数", requiredMode = REQUIRED)
            int total,

            @Schema(description = "未办结", requiredMode = REQUIRED)
            int open,

            @Schema(description = "超期", requiredMode = REQUIRED)
            int overdue,

            @Schema(description = "按期办结", requiredMode = REQUIRED)
            OnTimeJson onTime,

            @Schema(description = "从派发到销号的平均工作日，不含挂账；没有已销号的为 null", nullable = true, requiredMode = REQUIRED) @Nullable
            Double averageDays) {

        static PlaceJson of(UnitRanking.Place place) {
            UnitFigures unit = place.figures();
            return new PlaceJson(
                    place.rank(),
                    place.change(),
                    new UnitJson(unit.unit(), unit.name()),
                    unit.total(),
                    unit.open(),
                    unit.overdue(),
                    OnTimeJson.of(unit.onTime()),
                    unit.averageDays());
        }
    }

    static BoardJson of(OffsetDateTime asOf, Totals.Figures figures, List<GroupJson> ranking) {
        Map<String, Integer> views = new LinkedHashMap<>();
        Arrays.stream(View.values()).forEach(view -> views.put(view.key(), figures.of(view)));
        Map<String, Integer> lamps = new LinkedHashMap<>();
        Arrays.stream(Lamp.values()).forEach(lamp -> lamps.put(lamp.name(), figures.of(lamp)));
        return new BoardJson(asOf, figures.of(View.ALL), views, lamps, OnTimeJson.of(figures.onTime()), ranking);
    }
}
