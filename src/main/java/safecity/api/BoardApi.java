package safecity.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import safecity.board.Ranked;
import safecity.board.UnitGroup;
import safecity.board.UnitRanking;
import safecity.cockpit.ItemFilter;
import safecity.cockpit.Totals;
import safecity.unit.Units;

@Tag(name = "统计", description = "权限范围 figures:read")
@RestController
class BoardApi {

    private static final List<String> ORDERS =
            Arrays.stream(Ranked.values()).map(Ranked::key).toList();

    private final Totals totals;
    private final UnitRanking ranking;
    private final Units units;
    private final Clock clock;

    BoardApi(Totals totals, UnitRanking ranking, Units units, Clock clock) {
        this.totals = totals;
        this.ranking = ranking;
        this.units = units;
        this.clock = clock;
    }

    @Operation(
            summary = "读取总数、灯色、按期办结率和单位排名",
            description = "总数、灯色和按期办结率按全部条件统计；单位排名只按清单（list）统计，与驾驶舱的“范围”相同。",
            parameters = {
                @Parameter(
                        in = ParameterIn.QUERY,
                        name = "list",
                        description = "清单 QD- 后面的数字",
                        schema = @Schema(type = "integer")),
                @Parameter(
                        in = ParameterIn.QUERY,
                        name = "unit",
                        description = "牵头责任单位的代码",
                        schema = @Schema(type = "string")),
                @Parameter(
                        in = ParameterIn.QUERY,
                        name = "locality",
                        description = "属地的代码",
                        schema = @Schema(type = "string")),
                @Parameter(
                        in = ParameterIn.QUERY,
                        name = "grade",
                        description = "级别",
                        schema = @Schema(type = "string")),
                @Parameter(
                        in = ParameterIn.QUERY,
                        name = "task",
                        description = "主要任务序号",
                        schema = @Schema(type = "integer")),
                @Parameter(
                        in = ParameterIn.QUERY,
                        name = "by",
                        description = "按什么排名：rate 按期办结率，overdue 超期件数，days 平均整改工作日",
                        schema = @Schema(type = "string", defaultValue = "rate"))
            })
    @GetMapping(path = "/api/board", produces = MediaType.APPLICATION_JSON_VALUE)
    BoardJson board(
            @Parameter(hidden = true) @RequestParam Map<String, String> given,
            @Parameter(hidden = true) @AuthenticationPrincipal ApiClient client) {
        Parameters parameters = new Parameters(given, "list", "unit", "locality", "grade", "task", "by");
        String by = parameters.text("by");
        if (!by.isEmpty() && !ORDERS.contains(by)) {
            throw ApiRefused.wrong("by 可用的有：" + String.join("、", ORDERS));
        }
        ItemFilter filter = parameters.filter(units.all());
        long list = filter.list() == null ? 0 : filter.list();
        List<BoardJson.GroupJson> groups = Arrays.stream(UnitGroup.values())
                .map(group -> new BoardJson.GroupJson(
                        group.key(),
                        group.label(),
                        ranking.of(group, Ranked.of(by), list).stream()
                                .map(BoardJson.PlaceJson::of)
                                .toList()))
                .toList();
        return BoardJson.of(ItemJson.local(clock.instant()), totals.of(filter, client.reader()), groups);
    }
}
