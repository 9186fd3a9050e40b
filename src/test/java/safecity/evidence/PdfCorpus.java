package safecity.evidence;

import java.nio.charset.StandardCharsets;

/** PDF files, harmless and not, small enough to be read. */
final class PdfCorpus {

    private PdfCorpus() {}

    /** A one-page PDF; {@code catalog} is written into its root dictionary and {@code objects} behind its objects. */
    static byte[] pdf(String catalog, String objects) {
        return """
                %%PDF-1.4
                1 0 obj << /Type /Catalog /Pages 2 0 R %s >> endobj
                2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj
                3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >> endobj
                %s
                trailer << /Root 1 0 R >>
                %%%%EOF
                """.formatted(catalog, objects).getBytes(StandardCharsets.ISO_8859_1);
    }

    /** A PDF that hides an object text in a compressed object stream. */
    static byte[] pdfHiding(String object) {
        byte[] packed = Corpus.deflated(object.getBytes(StandardCharsets.ISO_8859_1));
        String stream =
                "9 0 obj << /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >> stream\n%s\nendstream endobj"
                        .formatted(packed.length, new String(packed, StandardCharsets.ISO_8859_1));
        return pdf("", stream);
    }
}
