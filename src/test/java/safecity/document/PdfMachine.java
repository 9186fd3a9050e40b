package safecity.document;

import java.util.List;
import java.util.Optional;
import safecity.DebianPackages;

/** Sees to it that PDFs can be made on this machine; a test is never left out in silence. */
final class PdfMachine {

    private static final List<String> PACKAGES =
            List.of("fonts-arphic-uming", "fonts-wqy-microhei", "fonts-liberation");

    private PdfMachine() {}

    static void provideFonts() {
        if (obstacle().isPresent()) {
            DebianPackages.install(PACKAGES);
        }
        if (obstacle().isPresent()) {
            throw new IllegalStateException(DebianPackages.advice("The tests of PDFs", PACKAGES));
        }
    }

    private static Optional<String> obstacle() {
        return new PdfFonts("", "config/fonts").obstacle();
    }
}
