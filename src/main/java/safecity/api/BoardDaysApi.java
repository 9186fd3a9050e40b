package safecity.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import safecity.board.DailyFigures;

@Tag(name = "统计", description = "权限范围 figures:read")
@RestController
class BoardDaysApi {

    private final DailyFigures figures;

    BoardDaysApi(DailyFigures figures) {
        this.figures = figures;
    }

    @Operation(summary = "读取某一天结束时的数字", description = "每天零点后写入，此后不变，与驾驶舱“每日数据”页相同。当天和还没有写入的日子没有数字。")
    @GetMapping(path = "/api/board/days/{day}", produces = MediaType.APPLICATION_JSON_VALUE)
    DayJson day(@Parameter(description = "日期", example = "2020-09-28") @PathVariable("day") String day) {
        LocalDate asked = parsed(day);
        return figures.between(asked, asked, "").stream()
                .findFirst()
                .map(found -> DayJson.of(found, figures.of(asked, null)))
                .orElseThrow(() -> new ApiRefused(HttpStatus.NOT_FOUND, "这一天没有数字：当天的次日零点后写入，系统启用以前的没有"));
    }

    private static LocalDate parsed(String day) {
        try {
            return LocalDate.parse(day);
        } catch (DateTimeException noDay) {
            throw ApiRefused.wrong("日期应为 yyyy-MM-dd，如 2020-09-28");
        }
    }
}
