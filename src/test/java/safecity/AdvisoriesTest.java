package safecity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The register of what is known against the frozen stack: every entry has an answer, and the answer is true of what we ship. */
class AdvisoriesTest {

    private static final Path REGISTER = Path.of("config/advisories.csv");
    private static final Path BILL_OF_MATERIALS = Path.of("target/classes/META-INF/sbom/application.cdx.json");

    /** Version of each library in the jar, by group and name. */
    private static final Map<String, String> SHIPPED = new HashMap<>();

    static List<CSVRecord> entries() throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        return format.parse(Files.newBufferedReader(REGISTER)).getRecords();
    }

    @BeforeAll
    static void readBillOfMaterials() throws IOException {
        JsonNode bill = new ObjectMapper().readTree(BILL_OF_MATERIALS.toFile());
        for (JsonNode each : bill.get("components")) {
            SHIPPED.put(
                    each.path("group").asText() + ":" + each.path("name").asText(),
                    each.path("version").asText());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("entries")
    void each_has_an_answer_that_holds(CSVRecord entry) throws Exception {
        String proof = entry.get("proof");
        assertThat(List.of(
                        entry.get("advisory"), entry.get("source"), entry.get("component"), entry.get("danger"), proof))
                .doesNotContain("");
        switch (entry.get("answer")) {
            case "guard" -> replaysTheAttack(entry.get("advisory"), proof);
            case "override" -> isNewEnough(proof);
            case "absent" -> assertThat(SHIPPED).doesNotContainKey(proof);
            case "accepted" ->
                assertThat(Files.readString(Path.of("README.md")))
                        .as("accepted risks in the README")
                        .contains("**" + proof + "**");
            case "operator" -> assertThat(SHIPPED).doesNotContainKey(entry.get("component"));
            default -> fail("Unknown answer " + entry.get("answer"));
        }
    }

    private static void replaysTheAttack(String advisory, String proof) throws ClassNotFoundException, IOException {
        String[] test = proof.split("#");
        Path source = Path.of("src/test/java", test[0].replace('.', '/') + ".java");
        String name = source.getFileName().toString().replace(".java", "");
        boolean inGuards = Files.readAllLines(Path.of("README.md")).stream()
                .anyMatch(line -> line.startsWith("| G") && line.contains(advisory) && line.contains("`" + name + "`"));
        assertThat(inGuards || Files.readString(source).contains(advisory))
                .as("%s says that it replays %s", name, advisory)
                .isTrue();
        assertThat(Arrays.stream(Class.forName(test[0]).getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(Test.class)
                                || method.isAnnotationPresent(ParameterizedTest.class))
                        .map(method -> method.getName()))
                .contains(test[1]);
    }

    private static void isNewEnough(String proof) {
        String[] wanted = proof.split(">=");
        assertThat(SHIPPED).containsKey(wanted[0]);
        assertThat(Version.parse(SHIPPED.get(wanted[0]))).as(proof).isGreaterThanOrEqualTo(Version.parse(wanted[1]));
    }

    @Test
    void every_notice_since_the_last_community_release_is_answered() throws IOException {
        assertThat(entries())
                .extracting(entry -> entry.get("advisory").replaceFirst("^(Camunda notice \\d+).*", "$1"))
                .contains(IntStream.rangeClosed(149, 156)
                        .mapToObj(number -> "Camunda notice " + number)
                        .toArray(String[]::new));
    }

    @Test
    void bill_of_materials_names_what_the_application_runs_on_and_no_test_library() {
        assertThat(SHIPPED)
                .containsEntry("org.camunda.bpm:camunda-engine", "7.24.0")
                .containsKeys(
                        "org.mybatis:mybatis", "org.postgresql:postgresql", "org.apache.tomcat.embed:tomcat-embed-core")
                .as("what browsers load")
                .containsKeys("org.webjars.npm:tabler__core", "org.webjars.npm:htmx.org", "org.webjars.npm:bpmn-js")
                .doesNotContainKeys("com.h2database:h2", "com.microsoft.playwright:playwright");
    }
}
