package safecity.evidence;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

/** Answers uploads of evidence that the server cannot even take apart, so that no controller is asked: far too large, or oddly named. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnreadableUpload implements HandlerExceptionResolver {

    private static final String UNREADABLE = "没有收到完整的文件，或文件名中有不能使用的字符，请改名后重新上传";

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
        boolean evidence = request.getRequestURI().matches(".*/tasks/[^/]+/evidence");
        if (!evidence || !(failure instanceof MultipartException)) {
            return null;
        }
        boolean large = failure instanceof MaxUploadSizeExceededException;
        response.setStatus(
                large ? HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE : HttpServletResponse.SC_BAD_REQUEST);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        try {
            response.getWriter()
                    .write("{\"message\":\"%s\"}".formatted(large ? EvidenceController.TOO_LARGE : UNREADABLE));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return new ModelAndView();
    }
}
