package safecity.evidence;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import safecity.engine.Refused;

/** Tells docx and xlsx from other archives, and refuses macros, remote templates and archives made to fill the memory. */
final class OfficeCheck {

    static final int MAX_ENTRIES = 3000;
    static final int MAX_UNPACKED = 200 * 1024 * 1024;

    /** An entry may not unpack to more than this many times its packed size once it exceeds 1 MB. */
    static final int MAX_RATIO = 100;

    private static final int RATIO_MATTERS = 1024 * 1024;
    private static final int MAX_XML = 4 * 1024 * 1024;
    private static final String BOMB = "文件解压后异常庞大，请重新另存后上传";
    private static final String DAMAGED = "文件已损坏或不是 Word、Excel 文件，请重新另存后上传";
    private static final List<String> MACRO_PARTS = List.of("vbaproject", "vbadata", "macrosheets/", "activex/");
    /** Addresses on the web or on another machine; a template on the writer's own disk is harmless and common. */
    private static final Pattern REMOTE = Pattern.compile(
            "(?is)\\s*(?:(?:https?|ftp|mhtml|javascript|ms-\\w+):|(?:file:)?[/\\\\]{2}(?![/\\\\])|file:/{4,}|file:/+\\\\).*");

    private OfficeCheck() {}

    /**
     * Returns the kind of an archive that is an office file.
     *
     * @throws Refused if it is another archive, damaged, or carries something that runs
     */
    static FileKind check(byte[] bytes) {
        refuseManyEntries(bytes);
        try (ZipFile archive = ZipFile.builder()
                .setSeekableByteChannel(new SeekableInMemoryByteChannel(bytes))
                .get()) {
            FileKind kind = kind(archive);
            long unpacked = 0;
            for (ZipArchiveEntry entry : Collections.list(archive.getEntries())) {
                refuseName(entry.getName());
                unpacked += unpackedSize(archive, entry, MAX_UNPACKED - unpacked);
                if (entry.getName().endsWith(".rels")) {
                    refuseRemoteParts(xml(archive, entry));
                }
            }
            return kind;
        } catch (IOException | SAXException | IllegalArgumentException damaged) {
            throw new Refused(DAMAGED);
        }
    }

    /** Counted before the directory is read, since each entry costs memory far beyond its few bytes. */
    private static void refuseManyEntries(byte[] bytes) {
        int entries = 0;
        for (int i = 0; i + 3 < bytes.length; i++) {
            if (bytes[i] == 'P'
                    && bytes[i + 1] == 'K'
                    && bytes[i + 2] == 1
                    && bytes[i + 3] == 2
                    && ++entries > MAX_ENTRIES) {
                throw new Refused(BOMB);
            }
        }
    }

    private static FileKind kind(ZipFile archive) throws IOException, SAXException {
        ZipArchiveEntry types = archive.getEntry("[Content_Types].xml");
        if (types == null) {
            throw new Refused("压缩包不能作为佐证材料，请解压后逐个上传");
        }
        Document document = xml(archive, types);
        boolean word = false;
        boolean sheet = false;
        for (String name : List.of("Override", "Default")) {
            NodeList parts = document.getElementsByTagNameNS("*", name);
            for (int i = 0; i < parts.getLength(); i++) {
                String type =
                        ((Element) parts.item(i)).getAttribute("ContentType").toLowerCase(Locale.ROOT);
                if (type.contains("macro") || type.contains("vbaproject")) {
                    throw macros();
                }
                word |= type.endsWith("wordprocessingml.document.main+xml");
                sheet |= type.endsWith("spreadsheetml.sheet.main+xml");
            }
        }
        if (word == sheet) {
            throw new Refused("只接收 Word（docx）和 Excel（xlsx）文件，其他文件请另存为 PDF 后上传");
        }
        return word ? FileKind.DOCX : FileKind.XLSX;
    }

    private static void refuseName(String name) {
        String lower = name.toLowerCase(Locale.ROOT).replace('\\', '/');
        if (MACRO_PARTS.stream().anyMatch(lower::contains)) {
            throw macros();
        }
        if (lower.startsWith("/") || lower.contains("../")) {
            throw new Refused(DAMAGED);
        }
    }

    private static long unpackedSize(ZipFile archive, ZipArchiveEntry entry, long room) throws IOException {
        long size = 0;
        try (InputStream content = archive.getInputStream(entry)) {
            byte[] buffer = new byte[8192];
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                size += count;
                boolean swollen = size > RATIO_MATTERS && size > MAX_RATIO * Math.max(1, entry.getCompressedSize());
                if (size > room || swollen) {
                    throw new Refused(BOMB);
                }
            }
        }
        return size;
    }

    private static void refuseRemoteParts(Document relationships) {
        NodeList all = relationships.getElementsByTagNameNS("*", "Relationship");
        for (int i = 0; i < all.getLength(); i++) {
            Element relationship = (Element) all.item(i);
            boolean link = relationship.getAttribute("Type").endsWith("/hyperlink");
            boolean external = relationship.getAttribute("TargetMode").equalsIgnoreCase("External");
            if (external
                    && !link
                    && REMOTE.matcher(relationship.getAttribute("Target")).matches()) {
                throw new Refused("文件打开时会从网络读取内容，请断开外部链接或另存为 PDF 后上传");
            }
        }
    }

    private static Document xml(ZipFile archive, ZipArchiveEntry entry) throws IOException, SAXException {
        byte[] content;
        try (InputStream stream = archive.getInputStream(entry)) {
            content = stream.readNBytes(MAX_XML + 1);
        }
        if (content.length > MAX_XML) {
            throw new Refused(BOMB);
        }
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(content));
        } catch (ParserConfigurationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Refused macros() {
        return new Refused("文件带有宏，请另存为不含宏的 docx、xlsx 或 PDF 后上传");
    }
}
