package safecity.identity;

import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import safecity.reference.ReferenceFile;

/**
 * At the start: makes the demonstration accounts where they are wanted, the accounts of {@code --safecity.accounts=FILE.csv} where a file is named,
 * and tells the engine of everybody.
 */
@Component
@Order(10)
class IdentityStart implements ApplicationRunner {

    private static final String[] COLUMNS = {"login", "name", "unit", "roles", "email"};

    private static final Logger log = LoggerFactory.getLogger(IdentityStart.class);

    private final Accounts accounts;
    private final Demonstration demonstration;
    private final String accountsFile;

    IdentityStart(Accounts accounts, Demonstration demonstration, @Value("${safecity.accounts:}") String accountsFile) {
        this.accounts = accounts;
        this.demonstration = demonstration;
        this.accountsFile = accountsFile;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        if (demonstration.isOn()) {
            ReferenceFile file = ReferenceFile.read("demonstration/users.csv", COLUMNS);
            accounts.addFrom(file, login -> demonstration.password(), true);
        }
        if (!accountsFile.isEmpty()) {
            addFromFile(Path.of(accountsFile));
        }
        accounts.tellEngine();
    }

    private void addFromFile(Path file) {
        FirstPasswords passwords = new FirstPasswords();
        accounts.addFrom(ReferenceFile.readFrom(file, COLUMNS), passwords::make, false);
        if (!passwords.isEmpty()) {
            Path handOut = file.resolveSibling(file.getFileName() + ".passwords");
            passwords.writeTo(handOut);
            log.info("First passwords of the new accounts are in {}", handOut.toAbsolutePath());
        }
    }
}
