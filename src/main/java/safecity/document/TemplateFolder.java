package safecity.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the Word templates of documents lie: in a folder, else in the jar.
 *
 * @param beside folder that wins
 * @param inJar  resource path, ends with a slash
 */
record TemplateFolder(Path beside, String inJar) {

    static final TemplateFolder STANDARD = new TemplateFolder(Path.of("config", "templates"), "/config/templates/");

    /** Returns the bytes of a file; empty if there is none. */
    Optional<byte[]> read(String name) {
        Path file = beside.resolve(name);
        try (InputStream packed = TemplateFolder.class.getResourceAsStream(inJar + name)) {
            if (Files.isRegularFile(file)) {
                return Optional.of(Files.readAllBytes(file));
            }
            return packed == null ? Optional.empty() : Optional.of(packed.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("%s cannot be read".formatted(file), unreadable);
        }
    }
}
