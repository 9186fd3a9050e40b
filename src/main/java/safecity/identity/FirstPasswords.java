package safecity.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import safecity.database.StartRefused;

/** Makes a random first password for each new account and writes them to a file that only its owner can read, to be handed out and deleted. */
final class FirstPasswords {

    private static final int RANDOM_BYTES = 12;

    /** A spreadsheet takes a cell that begins so for a formula. */
    private static final String FORMULA = "-=+@";

    private final SecureRandom random = new SecureRandom();
    private final Map<String, String> byLogin = new LinkedHashMap<>();

    String make(String login) {
        String password = random();
        while (FORMULA.indexOf(password.charAt(0)) >= 0) {
            password = random();
        }
        byLogin.put(login, password);
        return password;
    }

    private String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    boolean isEmpty() {
        return byLogin.isEmpty();
    }

    /**
     * Writes login and password, one account a line.
     *
     * @throws StartRefused if the file is there already, or cannot be written
     */
    void writeTo(Path file) {
        StringBuilder lines = new StringBuilder("login,password\n");
        byLogin.forEach((login, password) ->
                lines.append(login).append(',').append(password).append('\n'));
        try {
            Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, lines, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException there) {
            throw new StartRefused("初始口令文件 %s 已经存在，请移走后再试".formatted(file.toAbsolutePath()));
        } catch (IOException unwritable) {
            throw new StartRefused("初始口令文件 %s 无法写入，请检查目录权限".formatted(file.toAbsolutePath()), unwritable);
        }
    }
}
