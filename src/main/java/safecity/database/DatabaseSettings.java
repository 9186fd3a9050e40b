package safecity.database;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the embedded PostgreSQL lives. Paths are text, because Spring would look for a path on the class path first.
 *
 * @param dataDirectory    directory of everything that must last; made if it is not there
 * @param embeddedPort     TCP port on 127.0.0.1, or 0 for any free port
 * @param embeddedFsync    false only in tests: faster, but a power cut destroys the data
 * @param embeddedBinaries directory for the unpacked PostgreSQL programs, by default the data directory; may be shared
 */
@ConfigurationProperties("safecity")
public record DatabaseSettings(
        @DefaultValue("./data") String dataDirectory,
        @DefaultValue("0") int embeddedPort,
        @DefaultValue("true") boolean embeddedFsync,
        @Nullable String embeddedBinaries) {

    Path home() {
        return absolute(dataDirectory);
    }

    Path binaries() {
        return embeddedBinaries == null || embeddedBinaries.isBlank() ? home() : absolute(embeddedBinaries);
    }

    private static Path absolute(String path) {
        return Path.of(path).toAbsolutePath().normalize();
    }
}
