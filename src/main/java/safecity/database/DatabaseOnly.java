package safecity.database;

import org.springframework.context.annotation.Import;

/** For a command that needs the database and nothing else: the server of our own where there is no other; no migration, no engine. */
@Import(EmbeddedPostgresConfiguration.class)
public final class DatabaseOnly {

    private DatabaseOnly() {}
}
