package safecity.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;

/** What goes wrong, as RFC 9457 has it, with a Chinese title and a Chinese sentence that says what to do. */
final class Problems {

    private static final ObjectMapper JSON = Jackson2ObjectMapperBuilder.json().build();

    private static final Map<HttpStatus, String> TITLES = Map.of(
            HttpStatus.BAD_REQUEST, "参数不正确",
            HttpStatus.UNAUTHORIZED, "令牌无效",
            HttpStatus.FORBIDDEN, "权限不足",
            HttpStatus.NOT_FOUND, "没有找到",
            HttpStatus.METHOD_NOT_ALLOWED, "方法不支持",
            HttpStatus.NOT_ACCEPTABLE, "格式不支持",
            HttpStatus.TOO_MANY_REQUESTS, "请求太多",
            HttpStatus.INTERNAL_SERVER_ERROR, "系统故障");

    private Problems() {}

    static ProblemDetail of(HttpStatus status, String detail, HttpServletRequest request) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setTitle(TITLES.getOrDefault(status, status.getReasonPhrase()));
        problem.setInstance(URI.create(request.getRequestURI()));
        return problem;
    }

    static void write(HttpStatus status, String detail, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        JSON.writeValue(response.getWriter(), of(status, detail, request));
    }
}
