package safecity.api;

import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers what is not there, as a problem and not as a page. */
@Hidden
@RestController
class UnknownApi {

    @RequestMapping("/api/**")
    void unknown(HttpServletRequest request) {
        boolean reads = HttpMethod.GET.matches(request.getMethod()) || HttpMethod.HEAD.matches(request.getMethod());
        throw reads
                ? new ApiRefused(HttpStatus.NOT_FOUND, "没有这个接口，全部接口见 /api/openapi.json")
                : new ApiRefused(HttpStatus.METHOD_NOT_ALLOWED, "接口只读，请用 GET");
    }
}
