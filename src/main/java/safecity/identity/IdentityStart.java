package safecity.identity;

import java.io.IOException;
import java.io.Reader;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** At the start: makes the demonstration accounts where they are wanted and tells the engine of everybody. */
@Component
@Order(10)
class IdentityStart implements ApplicationRunner {

    private final Accounts accounts;
    private final Demonstration demonstration;

    IdentityStart(Accounts accounts, Demonstration demonstration) {
        this.accounts = accounts;
        this.demonstration = demonstration;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        if (demonstration.isOn()) {
            try (Reader file = Accounts.open("demonstration/users.csv")) {
                accounts.addFrom(file, login -> demonstration.password(), true);
            }
        }
        accounts.tellEngine();
    }
}
