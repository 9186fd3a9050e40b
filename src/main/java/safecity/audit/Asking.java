package safecity.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The request that the current thread answers.
 *
 * @param address IP address that it came from; empty if there is no request
 * @param id      the same for everything that is recorded of it; empty if there is no request
 */
record Asking(String address, String id) {

    private static final String ID = Asking.class.getName();

    static Asking current() {
        RequestAttributes attributes = RequestContextHolder.getRequestAttributes();
        if (!(attributes instanceof ServletRequestAttributes servlet)) {
            return new Asking("", "");
        }
        HttpServletRequest request = servlet.getRequest();
        if (!(request.getAttribute(ID) instanceof String)) {
            request.setAttribute(ID, UUID.randomUUID().toString());
        }
        String address = request.getRemoteAddr();
        return new Asking(address == null ? "" : address, String.valueOf(request.getAttribute(ID)));
    }
}
