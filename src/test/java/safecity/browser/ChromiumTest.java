package safecity.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a machine without a browser is told; a test is never left out in silence. */
class ChromiumTest {

    @Test
    void names_the_packages_that_are_missing_and_the_command() {
        assertThat(Chromium.missing(true, true)).isEmpty();
        assertThat(Chromium.missing(false, true)).containsExactly("chromium");
        assertThat(Chromium.missing(true, false)).containsExactly("fonts-noto-cjk", "fontconfig");

        assertThat(Chromium.advice(List.of("chromium", "fonts-noto-cjk")))
                .contains("apt-get install -y --no-install-recommends chromium fonts-noto-cjk")
                .contains("CHROMIUM");
    }

    @Test
    void takes_the_browser_that_the_environment_names_and_no_other() {
        assertThat(Chromium.executable("/opt/chrome", path -> true)).contains(Path.of("/opt/chrome"));
        assertThat(Chromium.executable("/opt/chrome", path -> path.startsWith("/usr")))
                .isEmpty();
        assertThat(Chromium.executable(null, path -> path.endsWith("chromium-browser")))
                .contains(Path.of("/usr/bin/chromium-browser"));
    }
}
