package safecity.api;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import safecity.board.DailyFigures;
import safecity.board.UnitFigures;

@Schema(name = "Day", description = "一天结束时的数字，写入后不变")
record DayJson(
        @Schema(description = "日期", requiredMode = REQUIRED) LocalDate day,

        @Schema(description = "是否事后补算：那天系统没有运行，按补算时的情况推算", requiredMode = REQUIRED)
        boolean restored,

        @Schema(description = "未办结", requiredMode = REQUIRED)
        int open,

        @Schema(description = "超期", requiredMode = REQUIRED) int overdue,

        @Schema(description = "当天新增", requiredMode = REQUIRED)
        int registered,

        @Schema(description = "当天销号", requiredMode = REQUIRED)
        int closed,

        @Schema(description = "各单位的数字", requiredMode = REQUIRED)
        List<DayUnitJson> units) {

    @Schema(name = "DayUnit", description = "一个单位那天结束时的数字")
    record DayUnitJson(
            @Schema(description = "单位", requiredMode = REQUIRED)
            UnitJson unit,

            @Schema(description = "承办总数", requiredMode = REQUIRED)
            int total,

            @Schema(description = "未办结", requiredMode = REQUIRED)
            int open,

            @Schema(description = "超期", requiredMode = REQUIRED)
            int overdue,

            @Schema(description = "按期办结", requiredMode = REQUIRED)
            BoardJson.OnTimeJson onTime) {

        static DayUnitJson of(UnitFigures unit) {
            return new DayUnitJson(
                    new UnitJson(unit.unit(), unit.name()),
                    unit.total(),
                    unit.open(),
                    unit.overdue(),
                    BoardJson.OnTimeJson.of(unit.onTime()));
        }
    }

    static DayJson of(DailyFigures.Day day, List<UnitFigures> units) {
        return new DayJson(
                day.day(),
                day.restored(),
                day.open(),
                day.overdue(),
                day.registered(),
                day.closedThatDay(),
                units.stream().map(DayUnitJson::of).toList());
    }
}
