package safecity.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/** Says on the console in one paragraph why the program did not start. Registered in {@code spring.factories}. */
final class StartFailureReporter implements FailureAnalysisReporter {

    @Override
    public void report(FailureAnalysis failure) {
        PrintStream console = new PrintStream(System.err, true, UTF_8); // Chinese even where no locale is set
        console.println("\n启动失败：" + failure.getDescription());
        if (failure.getAction() != null) console.println(failure.getAction());
        console.println();
    }
}
