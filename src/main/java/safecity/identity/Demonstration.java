package safecity.identity;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Demonstration mode: well-known accounts and a list to try things on. On by itself only with the embedded database; on a PostgreSQL server only if
 * asked for by name ({@code --safecity.demonstration=on}). Outside of it the demonstration accounts cannot sign in, even where they exist.
 */
@Component
public class Demonstration {

    private final boolean on;
    private final String password;

    Demonstration(
            @Value("${safecity.demonstration:auto}") String wish,
            @Value("${safecity.demonstration-password}") String password,
            @Value("${spring.datasource.url:}") String databaseUrl) {
        this.on = wish.equals("on") || (wish.equals("auto") && databaseUrl.isEmpty());
        this.password = password;
    }

    /** Whether demonstration mode is on. */
    public boolean isOn() {
        return on;
    }

    /** The password of every demonstration account; not a secret. */
    public String password() {
        return password;
    }
}
