package safecity.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Makes a random first password for each new account and writes them to a file that only its owner can read, to be handed out and deleted. */
final class FirstPasswords {

    private static final int RANDOM_BYTES = 12;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, String> byLogin = new LinkedHashMap<>();

    String make(String login) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String password = Base64.getUrlEncoder().encodeToString(bytes);
        byLogin.put(login, password);
        return password;
    }

    boolean isEmpty() {
        return byLogin.isEmpty();
    }

    /**
     * Writes login and password, one account a line.
     *
     * @throws java.nio.file.FileAlreadyExistsException if the file is there already
     */
    void writeTo(Path file) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        StringBuilder lines = new StringBuilder("login,password\n");
        byLogin.forEach((login, password) ->
                lines.append(login).append(',').append(password).append('\n'));
        Files.writeString(file, lines, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
    }
}
