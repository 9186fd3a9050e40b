package safecity.problemlist;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackageAccess;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.DefaultHandler;

/** Reads an {@code .xlsx} as a stream: a million blank rows pass by without being kept. */
final class XlsxSheets {

    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships";

    static {
        // The gate has counted already; rows that are all alike pack better than POI's default of 1 : 100 expects.
        ZipSecureFile.setMinInflateRatio(0.001);
    }

    private final Headings headings;
    private final IntConsumer progress;
    private final List<String> notes;

    XlsxSheets(Headings headings, IntConsumer progress, List<String> notes) {
        this.headings = headings;
        this.progress = progress;
        this.notes = notes;
    }

    /** The first sheet that has a heading and is not hidden. */
    Optional<Sheet> first(Path file) throws IOException {
        try (OPCPackage archive = OPCPackage.open(file.toFile(), PackageAccess.READ)) {
            XSSFReader reader = new XSSFReader(archive);
            Book book = book(reader);
            ReadOnlySharedStringsTable strings = new ReadOnlySharedStringsTable(archive, false);
            for (Tab tab : book.tabs) {
                if (tab.hidden) {
                    notes.add("隐藏的工作表“%s”没有读取".formatted(tab.name));
                    continue;
                }
                SheetCollector rows = new SheetCollector(tab.name, headings, progress);
                try (InputStream part = reader.getSheet(tab.relation)) {
                    parse(part, new XlsxHandler(rows, strings, reader.getStylesTable(), book.date1904));
                    Sheet sheet = rows.sheet();
                    if (headings.find(sheet.rows()).isPresent()) {
                        return Optional.of(sheet);
                    }
                } catch (SheetCollector.NoHeading none) {
                    // the next sheet may have one
                }
                notes.add("工作表“%s”没有可识别的表头，已跳过".formatted(tab.name));
            }
            return Optional.empty();
        } catch (OpenXML4JException | SAXException | ParserConfigurationException damaged) {
            throw WorkbookGate.broken(damaged);
        }
    }

    private static void parse(InputStream part, DefaultHandler handler)
            throws IOException, SAXException, ParserConfigurationException {
        XMLReader xml = XMLHelper.newXMLReader();
        xml.setContentHandler(handler);
        xml.parse(new InputSource(part));
    }

    private static Book book(XSSFReader reader)
            throws IOException, OpenXML4JException, SAXException, ParserConfigurationException {
        Book book = new Book();
        try (InputStream part = reader.getWorkbookData()) {
            parse(part, book);
        }
        return book;
    }

    private record Tab(String name, String relation, boolean hidden) {}

    /** The sheets as {@code workbook.xml} lists them. */
    private static final class Book extends DefaultHandler {

        private final List<Tab> tabs = new ArrayList<>();
        private boolean date1904;

        @Override
        public void startElement(String uri, String name, String qualified, Attributes attributes) {
            if (name.equals("workbookPr")) {
                String since1904 = attributes.getValue("date1904");
                date1904 = "1".equals(since1904) || "true".equals(since1904);
            } else if (name.equals("sheet") && tabs.size() < 100) {
                String relation = attributes.getValue(RELATIONS, "id");
                if (relation == null) {
                    relation = attributes.getValue(STRICT_RELATIONS, "id");
                }
                String state = attributes.getValue("state");
                if (relation != null) {
                    String title = attributes.getValue("name");
                    tabs.add(new Tab(title == null ? "" : title, relation, state != null && !state.equals("visible")));
                }
            }
        }
    }
}
