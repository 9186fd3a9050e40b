package safecity.audit;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration;
import org.springframework.boot.autoconfigure.jdbc.JdbcTemplateAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.BadSqlGrammarException;
import safecity.database.DatabaseOnly;

/**
 * {@code --safecity.verify-audit}: compares the chain with itself and with the anchors, on the console, and starts nothing but the embedded database where
 * there is no other.
 */
@ImportAutoConfiguration({DataSourceAutoConfiguration.class, JdbcTemplateAutoConfiguration.class})
@Import({DatabaseOnly.class, AnchorFiles.class, Verification.class})
public final class VerifyCommand {

    private static final String OPTION = "--safecity.verify-audit";

    private VerifyCommand() {}

    /** Whether the program was called to verify. */
    public static boolean isAskedBy(String... arguments) {
        return Arrays.stream(arguments).anyMatch(each -> each.equals(OPTION) || each.equals(OPTION + "=true"));
    }

    /**
     * Verifies and prints what was found, with the number of the first broken entry.
     *
     * @return the program's exit code: 0 if all is as it was written, 1 if not
     */
    public static int run(String... arguments) {
        PrintStream console = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (ConfigurableApplicationContext context = new SpringApplicationBuilder(VerifyCommand.class)
                .web(WebApplicationType.NONE)
                .run(arguments)) {
            Verification.Result result = context.getBean(Verification.class).run();
            console.println(result.sentence());
            return result.broken() == null ? 0 : 1;
        } catch (BadSqlGrammarException noTable) {
            console.println("数据库里还没有操作日志，请先正常启动一次程序");
            return 1;
        }
    }
}
