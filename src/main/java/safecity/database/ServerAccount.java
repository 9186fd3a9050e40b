package safecity.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The operating-system account that PostgreSQL runs under. PostgreSQL refuses root, so root either hides its number
 * from it (a user namespace) or hands it to an account without rights.
 *
 * @param prefix words before each command; empty for an ordinary user
 * @param ids    numbers of the user and the group that must own the server's files, as {@code 101:104}
 */
record ServerAccount(List<String> prefix, String ids) {

    private static final long LONGEST_MINUTES = 10;

    /** What a command answered. */
    record Answer(int code, String output) {
        boolean isGood() {
            return code == 0;
        }

        String lastLine() {
            return output.substring(output.lastIndexOf('\n') + 1);
        }
    }

    /**
     * Chooses the account: the caller's own, or for root the one that owns the data already, or the best there is.
     *
     * @param data the server's files; need not be there yet
     * @throws StartRefused if root finds no account that can reach the directories
     */
    static ServerAccount reaching(Path home, Path binaries, Path data) throws IOException {
        String own = idsOf(Path.of("/proc/self"));
        if (!own.startsWith("0:")) return new ServerAccount(List.of(), own);

        String present = Files.exists(data) ? idsOf(data) : own;
        if (present.startsWith("0:")) {
            ServerAccount namespace = new ServerAccount(List.of("unshare", "-U"), own);
            if (namespace.run(home, List.of("true")).isGood()) return namespace;
        }
        for (String user : List.of(present, "postgres:postgres", "nobody:nogroup")) {
            Optional<ServerAccount> account = withoutRights(user);
            if (account.isPresent()
                    && account.get().reaches(home)
                    && account.get().reaches(binaries)) return account.get();
        }
        throw new StartRefused(("PostgreSQL 不能以 root 身份运行，而账户 postgres、nobody 都无法进入 %s。"
                        + "请改用普通用户启动，或用 --safecity.data-directory 指定这些账户能进入的目录")
                .formatted(home));
    }

    private static Optional<ServerAccount> withoutRights(String userAndGroup) {
        String[] names = userAndGroup.split(":");
        if (names[0].equals("0")) return Optional.empty();
        List<String> prefix = List.of("setpriv", "--reuid=" + names[0], "--regid=" + names[1], "--clear-groups");
        Answer answer = start(Path.of("/"), concat(prefix, List.of("sh", "-c", "echo $(id -u):$(id -g)")));
        return answer.isGood() ? Optional.of(new ServerAccount(prefix, answer.output())) : Optional.empty();
    }

    private boolean reaches(Path directory) {
        return run(Path.of("/"), List.of("test", "-x", directory.toString())).isGood();
    }

    /** Gives a file, or a directory with all it holds, to this account. */
    void own(Path path) throws IOException {
        if (ids.equals(idsOf(path))) return;
        Answer answer = start(Path.of("/"), List.of("chown", "-R", ids, path.toString()));
        if (!answer.isGood()) throw new IOException("chown of " + path + " failed: " + answer.output());
    }

    /** Runs a command under this account and waits for it. The answer has code 127 if there is no such program. */
    Answer run(Path directory, List<String> command) {
        return start(directory, concat(prefix, command));
    }

    private static List<String> concat(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    /** Output goes to a file and not to a pipe: a server started by the command keeps it open for as long as it runs. */
    private static Answer start(Path directory, List<String> command) {
        try {
            Path output = Files.createTempFile("safecity-", ".out");
            try {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .redirectInput(Path.of("/dev/null").toFile());
                builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
                builder.environment().put("LC_ALL", "C");
                return new Answer(codeOf(builder), Files.readString(output).strip());
            } finally {
                Files.delete(output);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int codeOf(ProcessBuilder builder) {
        Process process;
        try {
            process = builder.start();
        } catch (IOException missing) {
            return 127;
        }
        try {
            if (process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)) return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
        return 124;
    }

    private static String idsOf(Path path) throws IOException {
        return Files.getAttribute(path, "unix:uid") + ":" + Files.getAttribute(path, "unix:gid");
    }
}
