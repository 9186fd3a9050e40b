package safecity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every file of the source, whatever it is about. */
class HouseRulesTest {

    private static final int MOST_LINES = 250;
    private static final Path PRODUCT = Path.of("src/main/java");
    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern LEFT_UNDONE = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b");
    private static final Set<String> TOP_LEVEL =
            Set.of("processes", "forms", "config", "src", "pom.xml", "README.md", "target", "data");

    @Test
    void no_file_is_longer_than_a_reader_can_hold() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : javaFiles()) {
            int lines = Files.readAllLines(file).size();
            if (lines > MOST_LINES) {
                tooLong.add(file + ": " + lines);
            }
        }
        assertThat(tooLong).as("files over %d lines", MOST_LINES).isEmpty();
    }

    @Test
    void every_package_introduces_itself() throws IOException {
        List<Path> silent = new ArrayList<>();
        try (Stream<Path> folders = Files.walk(PRODUCT.resolve("safecity")).filter(Files::isDirectory)) {
            for (Path folder :
                    folders.filter(folder -> !folder.endsWith("safecity")).toList()) {
                Path introduction = folder.resolve("package-info.java");
                if (!Files.exists(introduction)
                        || !Files.readString(introduction).contains("@NullMarked")) {
                    silent.add(folder);
                }
            }
        }
        assertThat(silent)
                .as("packages without a package-info that says @NullMarked")
                .isEmpty();
    }

    @Test
    void nothing_is_left_undone_and_nothing_is_generated_by_lombok() throws IOException {
        List<Path> undone = new ArrayList<>();
        for (Path file : javaFiles()) {
            String source = Files.readString(file);
            if (LEFT_UNDONE.matcher(source).find() || source.contains("import lom" + "bok")) {
                undone.add(file);
            }
        }
        assertThat(undone).isEmpty();
    }

    @Test
    void top_level_shows_what_the_project_is() throws IOException {
        try (Stream<Path> entries = Files.list(Path.of(""))) {
            assertThat(entries.map(Path::toString).filter(name -> !name.startsWith(".")))
                    .isSubsetOf(TOP_LEVEL);
        }
    }

    private static List<Path> javaFiles() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path root : List.of(PRODUCT, TESTS)) {
            try (Stream<Path> found = Files.walk(root)) {
                found.filter(file -> file.toString().endsWith(".java")).forEach(files::add);
            }
        }
        return files;
    }
}
