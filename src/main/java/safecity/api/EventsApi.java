package safecity.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import safecity.item.EventKinds;

@Tag(name = "事件", description = "权限范围 events:read")
@RestController
class EventsApi {

    private static final int USUAL_SIZE = 100;
    private static final int LARGEST_SIZE = 500;

    private final EventFeed feed;
    private final EventKinds kinds;

    EventsApi(EventFeed feed, EventKinds kinds) {
        this.feed = feed;
        this.kinds = kinds;
    }

    @Operation(
            summary = "读取游标以后的事件",
            description = "所有问题的事件按同一个先后给出，后来的不会插到读过的前面，带着 next 接着读就不漏不重。第一次不带 after，从最早的读起。",
            parameters = {
                @Parameter(
                        in = ParameterIn.QUERY,
                        name = "after",
                        description = "游标：上一次的 next",
                        schema = @Schema(type = "string")),
                @Parameter(
                        in = ParameterIn.QUERY,
                        name = "size",
                        description = "最多几条，不超过 500",
                        schema = @Schema(type = "integer", defaultValue = "100", maximum = "500"))
            })
    @GetMapping(path = "/api/events", produces = MediaType.APPLICATION_JSON_VALUE)
    EventPage events(@Parameter(hidden = true) @RequestParam Map<String, String> given) {
        Parameters parameters = new Parameters(given, "after", "size");
        int size = parameters.number("size", USUAL_SIZE, 1, LARGEST_SIZE);
        Cursor after = Cursor.read(parameters.text("after"));
        List<Event> found = feed.after(new EventFeed.Place(after.transaction(), after.id()), size + 1);
        List<Event> page = found.subList(0, Math.min(size, found.size()));
        Cursor next = page.isEmpty()
                ? after
                : new Cursor(
                        page.get(page.size() - 1).transaction(),
                        page.get(page.size() - 1).id());
        return new EventPage(
                page.stream().map(event -> EventJson.of(event, kinds)).toList(), next.written(), found.size() > size);
    }
}
