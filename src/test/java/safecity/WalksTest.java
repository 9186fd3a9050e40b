package safecity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

class WalksTest {

    @Test
    void ask_for_each_model_in_exactly_one_class() throws IOException {
        assertThat(walkedModels()).containsExactlyInAnyOrderElementsOf(models());
    }

    private static List<String> models() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("processes"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".bpmn"))
                    .map(name -> name.replace(".bpmn", ""))
                    .toList();
        }
    }

    private static List<String> walkedModels() {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(Walks.class));
        return scan.findCandidateComponents("safecity").stream()
                .map(AnnotatedBeanDefinition.class::cast)
                .map(tests -> tests.getMetadata()
                        .getAnnotationAttributes(Walks.class.getName())
                        .get("value"))
                .map(Object::toString)
                .toList();
    }
}
