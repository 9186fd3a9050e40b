package safecity.publication;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The public notices as RSS 2.0: an entry for each listing, another for its delisting or other end. A corrected notice is an entry of its own. */
@Component
class Feed {

    private static final int MOST = 50;
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final String NOT_XML = "[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]";

    private final Notices notices;
    private final String baseUrl;

    Feed(Notices notices, @Value("${safecity.base-url}") String baseUrl) {
        this.notices = notices;
        this.baseUrl = baseUrl.replaceAll("/$", "");
    }

    private record Entry(String id, String title, PublicNotice notice, Instant at) {}

    /** Returns the document, the newest entry first. */
    byte[] document() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml =
                    XMLOutputFactory.newFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement("rss");
            xml.writeAttribute("version", "2.0");
            xml.writeStartElement("channel");
            text(xml, "title", "重大安全隐患挂牌督办公示");
            text(xml, "link", baseUrl + "/public");
            text(xml, "description", "重大安全隐患挂牌公告和摘牌公告");
            text(xml, "language", "zh-cn");
            for (Entry entry : entries()) {
                write(xml, entry);
            }
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException broken) {
            throw new IllegalStateException("The feed cannot be written", broken);
        }
        return bytes.toByteArray();
    }

    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        for (Publication each : notices.latest(MOST)) {
            PublicNotice notice = each.notice();
            String id = notice.number() + (each.replaces() == null ? "" : "/" + each.id());
            entries.add(new Entry(
                    id + "#listed",
                    (each.replaces() == null ? "挂牌公告：" : "更正公告：") + notice.title(),
                    notice.whileListed(),
                    each.publishedAt()));
            if (notice.delisted()) {
                entries.add(new Entry(
                        id + "#delisted",
                        "摘牌公告：" + notice.title(),
                        notice,
                        Objects.requireNonNull(each.delistingPublishedAt())));
            } else if (notice.ended()) {
                entries.add(new Entry(
                        id + "#ended",
                        "终止挂牌公告：" + notice.title(),
                        notice,
                        Objects.requireNonNull(each.endedPublishedAt())));
            }
        }
        return entries.stream()
                .sorted(Comparator.comparing(Entry::at).thenComparing(Entry::id).reversed())
                .limit(MOST)
                .toList();
    }

    private void write(XMLStreamWriter xml, Entry entry) throws XMLStreamException {
        xml.writeStartElement("item");
        text(xml, "title", entry.title());
        text(xml, "link", baseUrl + "/public/listings/" + entry.notice().number());
        text(
                xml,
                "description",
                // Readers show a description as HTML.
                entry.notice().fields().entrySet().stream()
                        .map(field -> escaped(field.getKey() + "：" + field.getValue()))
                        .collect(Collectors.joining("<br>")));
        xml.writeStartElement("guid");
        xml.writeAttribute("isPermaLink", "false");
        xml.writeCharacters(entry.id());
        xml.writeEndElement();
        text(
                xml,
                "pubDate",
                DateTimeFormatter.RFC_1123_DATE_TIME.format(entry.at().atZone(SHANGHAI)));
        xml.writeEndElement();
    }

    private static void text(XMLStreamWriter xml, String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text.replaceAll(NOT_XML, ""));
        xml.writeEndElement();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
