package safecity.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import safecity.cockpit.ItemRecord;
import safecity.cockpit.ItemRecords;
import safecity.unit.Units;

@Tag(name = "问题", description = "权限范围 items:read")
@RestController
class ItemsApi {

    private static final int USUAL_SIZE = 100;
    private static final int LARGEST_SIZE = 500;

    private final ItemRecords records;
    private final Units units;
    private final Clock clock;

    ItemsApi(ItemRecords records, Units units, Clock clock) {
        this.records = records;
        this.units = units;
        this.clock = clock;
    }

    @Operation(
            summary = "读取问题清单",
            description = "条件与“问题清单”页相同，按登记先后分页。翻页时带上 next；翻页期间新登记的排在最后，不会错位。要不漏地跟踪变动，请读事件。",
            parameters = {
                @Parameter(
                        in = ParameterIn.QUERY,
                        name = "view",
                        description =
                                "视图：all 全部，open 未办结，overdue 超期，soon 三日内到期，submitted 待核查，verified 待销号，returned 被退回，paused 挂账，pressed 催办未签收，tomorrow 明日到期，extension 延期待批，unanswered 红灯未回应",
                        schema = @Schema(type = "string")),
                @Parameter(
                        in = ParameterIn.QUERY,
                        name = "q",
                        description = "编号、问题、地点、单位里都要出现的词，空格分开",
                        schema = @Schema(type = "string")),
                @Parameter(
                        in = ParameterIn.QUERY,
                        name = "status",
                        description = "状态",
                        schema = @Schema(type = "string")),
                @Parameter(
                        in = ParameterIn.QUERY,
                        name = "lamp",
                        description = "灯色",
                        schema = @Schema(type = "string")),
                @Parameter(
                        in = ParameterIn.QUERY,
                        name = "grade",
                        description = "级别",
                        schema = @Schema(type = "string")),
                @Parameter(
                        in = ParameterIn.QUERY,
                        name = "unit",
                        description = "单位的代码；没有 part 时指牵头责任单位",
                        schema = @Schema(type = "string")),
                @Parameter(
                        in = ParameterIn.QUERY,
                        name = "part",
                        description = "上面的单位在问题里是：LEAD 牵头，COOPERATING 配合，LOCALITY 属地",
                        schema = @Schema(type = "string")),
                @Parameter(
                        in = ParameterIn.QUERY,
                        name = "locality",
                        description = "属地的代码",
                        schema = @Schema(type = "string")),
                @Parameter(
                        in = ParameterIn.QUERY,
                        name = "task",
                        description = "主要任务序号",
                        schema = @Schema(type = "integer")),
                @Parameter(
                        in = ParameterIn.QUERY,
                        name = "source",
                        description = "发现来源",
                        schema = @Schema(type = "string")),
                @Parameter(
                        in = ParameterIn.QUERY,
                        name = "from",
                        description = "现行时限不早于这一天",
                        schema = @Schema(type = "string")),
                @Parameter(
                        in = ParameterIn.QUERY,
                        name = "until",
                        description = "现行时限不晚于这一天",
                        schema = @Schema(type = "string")),
                @Parameter(
                        in = ParameterIn.QUERY,
                        name = "listing",
                        description = "挂牌：STANDING 在挂，DELISTED 已摘牌，NEVER 未挂牌",
                        schema = @Schema(type = "string")),
                @Parameter(
                        in = ParameterIn.QUERY,
                        name = "list",
                        description = "清单 QD- 后面的数字",
                        schema = @Schema(type = "integer")),
                @Parameter(
                        in = ParameterIn.QUERY,
                        name = "changedSince",
                        description = "只要这个时间及以后有变动的，如 2020-09-28T10:00:00+08:00。变动指状态、轮次、责任单位、时限、挂账有变，或时间线有新记录"
                                + "（签收、报送、审核、催办及其签收、文书等）；只是认领、放回任务不算",
                        schema = @Schema(type = "string")),
                @Parameter(
                        in = ParameterIn.QUERY,
                        name = "after",
                        description = "游标：上一页的 next",
                        schema = @Schema(type = "string")),
                @Parameter(
                        in = ParameterIn.QUERY,
                        name = "size",
                        description = "每页条数，最多 500",
                        schema = @Schema(type = "integer", defaultValue = "100", maximum = "500"))
            })
    @GetMapping(path = "/api/items", produces = MediaType.APPLICATION_JSON_VALUE)
    ItemPage items(
            @Parameter(hidden = true) @RequestParam Map<String, String> given,
            @Parameter(hidden = true) @AuthenticationPrincipal ApiClient client) {
        Parameters parameters = new Parameters(
                given,
                "view",
                "q",
                "status",
                "lamp",
                "grade",
                "unit",
                "part",
                "locality",
                "task",
                "source",
                "from",
                "until",
                "listing",
                "list",
                "changedSince",
                "after",
                "size");
        int size = parameters.number("size", USUAL_SIZE, 1, LARGEST_SIZE);
        List<ItemRecord> found = records.page(
                parameters.filter(units.all()),
                client.reader(),
                parameters.moment("changedSince"),
                Cursor.read(parameters.text("after")).id(),
                size + 1);
        List<ItemRecord> page = found.subList(0, Math.min(size, found.size()));
        return new ItemPage(
                page.stream().map(ItemJson::of).toList(),
                found.size() > size ? new Cursor(0, page.get(size - 1).id()).written() : null,
                ItemJson.local(clock.instant()));
    }

    @Operation(summary = "读取一个问题")
    @GetMapping(path = "/api/items/{number}", produces = MediaType.APPLICATION_JSON_VALUE)
    ItemJson item(
            @Parameter(description = "编号", example = "WT-2020-00001") @PathVariable("number") String number,
            @Parameter(hidden = true) @AuthenticationPrincipal ApiClient client) {
        return records.find(number, client.reader())
                .map(ItemJson::of)
                .orElseThrow(() -> new ApiRefused(HttpStatus.NOT_FOUND, "没有这个编号的问题，请核对编号"));
    }
}
