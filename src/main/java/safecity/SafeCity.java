package safecity;

import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.modulith.Modulithic;
import org.springframework.scheduling.annotation.EnableScheduling;
import safecity.audit.VerifyCommand;
import safecity.identity.FirstAdministrators;

/** Starts 创安督办. All dates and timers are counted in Asia/Shanghai, whatever zone the machine is set to. */
@Modulithic(systemName = "创安督办")
@SpringBootApplication
@EnableScheduling
public class SafeCity {

    /** Starts the application; stops at once if another instance uses the same data directory. */
    public static void main(String[] arguments) {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Shanghai"));
        if (VerifyCommand.isAskedBy(arguments)) {
            System.exit(VerifyCommand.run(arguments));
        }
        ConfigurableApplicationContext program = SpringApplication.run(SafeCity.class, arguments);
        if (FirstAdministrators.isAskedIn(program.getEnvironment())) {
            program.close();
        }
    }
}
