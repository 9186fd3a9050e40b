package safecity.document;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** The parts of a .docx file. */
final class WordFile {

    /** Media type of such files. */
    static final String MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    private static final int MOST_BYTES = 64 * 1024 * 1024;
    private static final String FOLDER = "word/";
    private static final String MEDIA = "word/media/";
    private static final Pattern MARKUP = Pattern.compile("<[^>]*>");
    private static final Pattern PARAGRAPH_END = Pattern.compile("</w:p>");
    private static final Pattern BRACES = Pattern.compile("(\\{\\{|}})[^{}\n]{0,40}(}})?");

    private final Map<String, byte[]> parts = new HashMap<>();

    /**
     * Takes a file apart.
     *
     * @throws IllegalArgumentException if it is not one, or unpacks to more than 64 MB
     */
    WordFile(byte[] docx) {
        int room = MOST_BYTES;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(docx))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] part = zip.readNBytes(room);
                room -= part.length;
                if (room <= 0) {
                    throw new IllegalArgumentException(
                            "A Word file unpacks to more than %d bytes".formatted(MOST_BYTES));
                }
                parts.put(entry.getName(), part);
            }
        } catch (IOException broken) {
            throw new IllegalArgumentException("Not a Word file", broken);
        }
    }

    /** Returns the root of an XML part of the folder {@code word}, such as {@code document.xml}; empty if there is no such part. */
    Optional<Element> xml(String name) {
        byte @Nullable [] part = parts.get(FOLDER + name);
        return part == null ? Optional.empty() : Optional.of(root(part));
    }

    /** Returns a picture by the end of its name, such as {@code image1.png}; empty if there is none. */
    Optional<byte[]> picture(String name) {
        return Optional.ofNullable(parts.get(MEDIA + name));
    }

    /** Returns a picture as an address that holds it. */
    String dataUri(String name) {
        String encoded = Base64.getEncoder().encodeToString(picture(name).orElse(new byte[0]));
        return "data:%s;base64,%s".formatted(mediaType(name), encoded);
    }

    /** Returns the media type of a picture that we put in. */
    static String mediaType(String picture) {
        return picture.endsWith(".png") ? "image/png" : "image/jpeg";
    }

    /** Returns the targets of a part's relations by their ids, relative to the folder {@code word}. */
    Map<String, String> relations(String part) {
        Map<String, String> targets = new HashMap<>();
        xml("_rels/" + part + ".rels")
                .ifPresent(root -> Xml.children(root, "Relationship")
                        .forEach(each -> targets.put(each.getAttribute("Id"), each.getAttribute("Target"))));
        return targets;
    }

    /** Returns the footers that a body names, by their type: {@code default}, {@code even}. */
    Map<String, Element> footers(Element body) {
        Map<String, String> targets = relations("document.xml");
        Map<String, Element> footers = new HashMap<>();
        Xml.all(body, "footerReference")
                .forEach(reference -> xml(targets.getOrDefault(Xml.attribute(reference, "id"), ""))
                        .ifPresent(footer -> footers.put(Xml.attribute(reference, "type"), footer)));
        return footers;
    }

    /** Returns the first double brace that stands anywhere in the text, with what follows; empty if there is none. */
    String leftBraces() {
        return parts.entrySet().stream()
                .filter(part -> part.getKey().matches("word/[a-z]+\\d*\\.xml"))
                .map(part -> new String(part.getValue(), StandardCharsets.UTF_8))
                .map(xml -> MARKUP.matcher(PARAGRAPH_END.matcher(xml).replaceAll("\n"))
                        .replaceAll(""))
                .map(BRACES::matcher)
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst()
                .orElse("");
    }

    private static Element root(byte[] xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml))
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException malformed) {
            throw new IllegalArgumentException("A part of a Word file is no XML", malformed);
        }
    }
}
