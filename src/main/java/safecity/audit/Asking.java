package safecity.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** What the current thread works for: a request, or, as timers do, none. */
final class Asking {

    private static final String ID = Asking.class.getName() + ".id";
    private static final String DENIED = Asking.class.getName() + ".denied";

    private final @Nullable HttpServletRequest request;

    private Asking(@Nullable HttpServletRequest request) {
        this.request = request;
    }

    static Asking current() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes servlet
                ? new Asking(servlet.getRequest())
                : new Asking(null);
    }

    /** IP address that the request came from; empty if there is none. */
    String address() {
        return request == null || request.getRemoteAddr() == null ? "" : request.getRemoteAddr();
    }

    /** The same for everything that is recorded of the request; empty if there is none. */
    String id() {
        if (request == null) {
            return "";
        }
        if (!(request.getAttribute(ID) instanceof String)) {
            request.setAttribute(ID, UUID.randomUUID().toString());
        }
        return String.valueOf(request.getAttribute(ID));
    }

    /** Notes that a refusal of the request is recorded. */
    void deny() {
        if (request != null) {
            request.setAttribute(DENIED, true);
        }
    }

    /** Whether a refusal of the request is recorded already. */
    boolean isDenied() {
        return request != null && request.getAttribute(DENIED) != null;
    }
}
