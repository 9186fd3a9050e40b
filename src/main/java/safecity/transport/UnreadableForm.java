package safecity.transport;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/**
 * Answers a form with files that cannot be taken apart, or that are too large, with a page that says so. An ordinary error page would try to take the form
 * apart once more, fail, and be empty.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
final class UnreadableForm implements HandlerExceptionResolver {

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        if (!(failure instanceof MultipartException)) {
            return null;
        }
        return failure instanceof MaxUploadSizeExceededException
                ? page("error/413", HttpStatus.PAYLOAD_TOO_LARGE)
                : page("error/4xx", HttpStatus.BAD_REQUEST);
    }

    private static ModelAndView page(String template, HttpStatus status) {
        ModelAndView page = new ModelAndView(template);
        page.setStatus(status);
        return page;
    }
}
