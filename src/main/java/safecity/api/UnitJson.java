package safecity.api;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import safecity.cockpit.ItemRecord;

@Schema(name = "Unit", description = "单位")
record UnitJson(
        @Schema(description = "单位代码", example = "qu-xiao-fang-zhi-dui", requiredMode = Schema.RequiredMode.REQUIRED)
        String code,

        @Schema(description = "单位简称", example = "区消防支队", requiredMode = Schema.RequiredMode.REQUIRED)
        String name) {

    static @Nullable UnitJson of(ItemRecord.@Nullable Named unit) {
        return unit == null ? null : new UnitJson(unit.code(), unit.name());
    }
}
