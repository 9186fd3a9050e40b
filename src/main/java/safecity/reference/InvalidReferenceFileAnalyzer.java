package safecity.reference;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says on the console which line of which file stops the start, without a stack. Registered in {@code spring.factories}. */
final class InvalidReferenceFileAnalyzer extends AbstractFailureAnalyzer<InvalidReferenceFile> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, InvalidReferenceFile cause) {
        return new FailureAnalysis(cause.getMessage(), null, cause);
    }
}
