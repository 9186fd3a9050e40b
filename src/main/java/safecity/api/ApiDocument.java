package safecity.api;

import static java.util.Objects.requireNonNull;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What stands in the document of the interface beside the endpoints: how to show a token, and what a refusal looks like. */
@Configuration(proxyBeanMethods = false)
class ApiDocument {

    private static final String TOKEN = "token";
    private static final String PROBLEM = "Problem";

    private static final Map<String, String> REFUSALS = new LinkedHashMap<>();

    static {
        REFUSALS.put("400", "参数不正确，detail 说明哪一个、怎样改");
        REFUSALS.put("401", "没有令牌，或令牌不存在、已吊销");
        REFUSALS.put("403", "令牌没有所需的权限范围");
        REFUSALS.put("429", "一分钟内的请求太多，过 Retry-After 秒再试");
    }

    @Bean
    OpenAPI document() {
        return new OpenAPI()
                .info(new Info()
                        .title("创安督办数据接口")
                        .version("1")
                        .description("只读。日期为 yyyy-MM-dd，时间带 +08:00 时区。不含人员姓名和电话。字段以后可能增加，不会减少或改变含义。"))
                .servers(List.of(new Server().url("/")))
                .components(new Components()
                        .addSecuritySchemes(
                                TOKEN,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("系统管理员在“系统对接”页发放的令牌")))
                .addSecurityItem(new SecurityRequirement().addList(TOKEN));
    }

    @Bean
    OpenApiCustomizer documentedRefusals() {
        return document -> {
            document.getComponents().addSchemas(PROBLEM, problem());
            mayBeNull(document, "Item", "locality", "属地；区级问题为 null");
            mayBeNull(document, "Event", "unit", "办理单位；系统自动办理为 null");
            document.getPaths()
                    .forEach((path, item) ->
                            item.readOperations().forEach(operation -> refuse(operation, path.contains("{"))));
        };
    }

    /** A bare reference says nothing of null, so it is wrapped. */
    private static void mayBeNull(OpenAPI document, String schema, String property, String description) {
        Schema<?> whole = requireNonNull(document.getComponents().getSchemas().get(schema));
        Schema<?> named = requireNonNull(whole.getProperties().get(property));
        Schema<?> reference = new Schema<>().$ref(named.get$ref());
        Schema<Object> wrapped = new Schema<>();
        wrapped.addAllOfItem(reference);
        wrapped.nullable(true).description(description);
        whole.addProperty(property, wrapped);
    }

    private static void refuse(Operation operation, boolean one) {
        REFUSALS.forEach((status, why) -> operation.getResponses().addApiResponse(status, refusal(why)));
        if (one) {
            operation.getResponses().addApiResponse("404", refusal("没有要读的内容：编号不存在，或这一天没有数字"));
        }
        operation.getResponses().computeIfPresent("200", (status, answer) -> answer.description("成功"));
    }

    private static ApiResponse refusal(String why) {
        return new ApiResponse()
                .description(why)
                .content(new Content()
                        .addMediaType(
                                "application/problem+json",
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/" + PROBLEM))));
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .description("出了什么问题（RFC 9457）")
                .addProperty("type", new StringSchema().description("固定为 about:blank"))
                .addProperty("title", new StringSchema().description("概括"))
                .addProperty("status", new IntegerSchema().description("HTTP 状态码"))
                .addProperty("detail", new StringSchema().description("说明和怎样改正"))
                .addProperty("instance", new StringSchema().description("请求的路径"))
                .required(List.of("title", "status", "detail"));
    }
}
