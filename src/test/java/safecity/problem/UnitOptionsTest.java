package safecity.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.ApplicationTest;
import safecity.unit.Units;

class UnitOptionsTest extends ApplicationTest {

    private static final Path FORM = Path.of("forms", "problem-decideHandingBack.form");

    @Autowired
    private Units units;

    @Test
    void form_offers_every_unit_that_can_be_responsible_under_its_name_in_the_directory() throws IOException {
        Map<String, String> directory = new LinkedHashMap<>();
        units.all().stream()
                .filter(unit -> units.canBeResponsible(unit.code()))
                .forEach(unit -> directory.put(unit.code(), unit.shortName()));

        Map<String, String> offered = new LinkedHashMap<>();
        for (JsonNode component : new ObjectMapper().readTree(FORM.toFile()).path("components")) {
            component.path("values").forEach(value -> {
                if (component.path("key").asText().equals("toUnit")) {
                    offered.put(
                            value.path("value").asText(), value.path("label").asText());
                }
            });
        }

        assertThat(offered).containsExactlyInAnyOrderEntriesOf(directory);
    }
}
