package safecity.database;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** What the operator reads, in Chinese, when the program does not start. Registered in {@code spring.factories}. */
final class StartFailures {

    private StartFailures() {}

    /** Our own refusals carry their whole text. */
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static final class Refused extends AbstractFailureAnalyzer<StartRefused> {
        @Override
        protected @Nullable FailureAnalysis analyze(Throwable failure, StartRefused cause) {
            return new FailureAnalysis(cause.getMessage(), null, cause);
        }
    }

    /** The port of the web server, or of the one that watches over it, is taken. */
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static final class PortInUse extends AbstractFailureAnalyzer<PortInUseException> {
        @Override
        protected @Nullable FailureAnalysis analyze(Throwable failure, PortInUseException cause) {
            String text = "端口 %d 已被占用，请停止占用它的程序，或用 --server.port（监控端口用 --management.server.port）指定别的端口"
                    .formatted(cause.getPort());
            return new FailureAnalysis(text, null, cause);
        }
    }
}
