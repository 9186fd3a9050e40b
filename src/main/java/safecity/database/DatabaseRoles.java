package safecity.database;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The two accounts of the embedded database, neither a superuser. {@code safecity_owner} owns the database and our tables, and works during migrations
 * only; {@code application} is what the program works as, so that it cannot take back what protects the tables from it. Both have a password that is
 * new at each start.
 */
final class DatabaseRoles {

    static final String DATABASE = "safecity";
    static final String APPLICATION = "application";
    static final String OWNER = "safecity_owner";

    private final String applicationPassword = randomPassword();
    private final String ownerPassword = randomPassword();

    String applicationPassword() {
        return applicationPassword;
    }

    String ownerPassword() {
        return ownerPassword;
    }

    /** Makes the accounts and the database, or brings those of an earlier version into this shape. */
    void prepare(String host, int port, String superuserPassword) throws SQLException {
        try (Connection connection = connect(host, port, "postgres", superuserPassword);
                Statement statement = connection.createStatement()) {
            if (isEmpty(statement, "select 1 from pg_roles where rolname = '" + OWNER + "'")) {
                // Until now one account was both; what it owns goes with its name.
                boolean fresh = isEmpty(statement, "select 1 from pg_roles where rolname = '" + APPLICATION + "'");
                statement.execute(
                        fresh ? "create role " + OWNER : "alter role %s rename to %s".formatted(APPLICATION, OWNER));
            }
            if (isEmpty(statement, "select 1 from pg_roles where rolname = '" + APPLICATION + "'"))
                statement.execute("create role " + APPLICATION);
            statement.execute("alter role %s login password '%s'".formatted(OWNER, ownerPassword));
            statement.execute("alter role %s login password '%s'".formatted(APPLICATION, applicationPassword));
            statement.execute("grant %s to %s".formatted(APPLICATION, OWNER));
            if (isEmpty(statement, "select 1 from pg_database where datname = '" + DATABASE + "'"))
                statement.execute("create database %s owner %s".formatted(DATABASE, OWNER));
        }
        try (Connection connection = connect(host, port, DATABASE, superuserPassword);
                Statement statement = connection.createStatement()) {
            statement.execute("grant usage, create on schema public to " + APPLICATION);
        }
    }

    private static Connection connect(String host, int port, String database, String password) throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {host});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(database);
        source.setUser("postgres");
        source.setPassword(password);
        return source.getConnection();
    }

    private static boolean isEmpty(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return !rows.next();
        }
    }

    static String randomPassword() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
