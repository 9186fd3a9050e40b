package safecity.api;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(name = "ItemPage", description = "一页问题，按登记先后")
record ItemPage(
        @Schema(description = "问题", requiredMode = REQUIRED) List<ItemJson> items,

        @Schema(description = "下一页的游标，放进参数 after；没有下一页为 null", nullable = true, requiredMode = REQUIRED) @Nullable
        String next,

        @Schema(description = "截至时间", requiredMode = REQUIRED)
        OffsetDateTime asOf) {}
