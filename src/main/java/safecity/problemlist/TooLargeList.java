package safecity.problemlist;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Answers uploads of a list so large that the server stops reading before any controller is chosen. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class TooLargeList implements HandlerExceptionResolver {

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        boolean list = request.getServletPath().equals("/lists");
        return list && failure instanceof MaxUploadSizeExceededException
                ? new ModelAndView("redirect:/lists/new?tooLarge")
                : null;
    }
}
