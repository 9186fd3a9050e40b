package safecity.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** 事件种类: every act that the timeline is told of in so many words has its kind. */
class EventKindsTest {

    private static final Pattern APPENDED = Pattern.compile(
            "(?:log|timeline)\\.append\\(\\s*[^;]{0,80}?,\\s*[^,;]{0,60},\\s*(?:\\w+ \\? )?\"([\\u4e00-\\u9fa5]+)\"(?: : \"([\\u4e00-\\u9fa5]+)\")?,");

    private final EventKinds kinds = new EventKinds();

    @Test
    void knows_the_acts_of_the_source() throws IOException {
        List<String> unknown = new ArrayList<>();
        int found = 0;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                Matcher appended = APPENDED.matcher(Files.readString(file));
                while (appended.find()) {
                    for (int group = 1; group <= 2; group++) {
                        String act = appended.group(group);
                        found += act == null ? 0 : 1;
                        if (act != null && kinds.ofAct(act).name().equals("other")) {
                            unknown.add(file.getFileName() + ": " + act);
                        }
                    }
                }
            }
        }
        assertThat(found).isGreaterThan(40);
        assertThat(unknown).isEmpty();
    }
}
