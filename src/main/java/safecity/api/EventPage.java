package safecity.api;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

@Schema(name = "EventPage", description = "一页事件，按发生的先后，不漏不重")
record EventPage(
        @Schema(description = "事件", requiredMode = REQUIRED) List<EventJson> events,

        @Schema(description = "读到哪里的游标，下次放进参数 after；没有新事件时与这次的相同", requiredMode = REQUIRED)
        String next,

        @Schema(description = "后面是否还有：为 true 时可以马上再读", requiredMode = REQUIRED)
        boolean more) {}
