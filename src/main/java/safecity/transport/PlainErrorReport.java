package safecity.transport;

import java.io.IOException;
import java.io.PrintWriter;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/** One Chinese sentence instead of the server's English page: no name, no version, no stack. */
final class PlainErrorReport extends ErrorReportValve {

    private static final int FIRST_ERROR = 400;
    private static final int FIRST_OF_OURS = 500;

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        int status = response.getStatus();
        if (status < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType("text/plain");
            response.setCharacterEncoding("UTF-8");
            @Nullable PrintWriter page = response.getReporter();
            if (page != null) {
                page.write(status < FIRST_OF_OURS ? "网址或请求的写法不对，请从页面上的链接进入" : "系统出错，请稍后重试");
                response.finishResponse();
            }
        } catch (IOException | IllegalStateException tooLate) {
            // the answer is on its way already
        }
    }
}
