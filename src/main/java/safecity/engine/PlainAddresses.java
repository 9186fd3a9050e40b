package safecity.engine;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers an address that leads to one of the engine's servlets and is not written as its path ({@code /camunda/api/engin%65}, {@code //}, {@code ;x}) with
 * 400. No browser writes so; what stands behind reads such addresses in different ways, or fails at them.
 */
final class PlainAddresses extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isPlain(request.getRequestURI(), request.getContextPath() + request.getServletPath())) {
            chain.doFilter(request, response);
        } else {
            response.setStatus(400);
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().write("网址写法不对，请从页面上的链接进入");
        }
    }

    private static boolean isPlain(String written, String servlet) {
        return written.equals(servlet) || written.startsWith(servlet + "/");
    }
}
