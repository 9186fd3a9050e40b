package safecity.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the texts of documents lie: in a folder, else in the jar.
 *
 * @param beside folder that wins
 * @param inJar  resource path, ends with a slash
 */
record TemplateFolder(Path beside, String inJar) {

    static final TemplateFolder STANDARD = new TemplateFolder(Path.of("config", "documents"), "/config/documents/");

    /** Returns the text of a file in UTF-8; empty if there is none. */
    Optional<String> read(String name) {
        Path file = beside.resolve(name);
        try (InputStream packed = TemplateFolder.class.getResourceAsStream(inJar + name)) {
            if (Files.isRegularFile(file)) {
                return Optional.of(Files.readString(file));
            }
            return packed == null
                    ? Optional.empty()
                    : Optional.of(new String(packed.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("%s cannot be read".formatted(file), unreadable);
        }
    }
}
