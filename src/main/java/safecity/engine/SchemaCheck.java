package safecity.engine;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.transform.sax.SAXSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** Checks a file against the BPMN schema; unlike the model parser it knows the line. */
final class SchemaCheck {

    private static final Schema BPMN = schema("org/camunda/bpm/model/bpmn/schema/BPMN20.xsd");

    private SchemaCheck() {}

    /** Adds what the schema refuses; a DOCTYPE is refused too, as it can read files and hosts. */
    static void check(byte[] bpmn, Findings findings) {
        List<SAXParseException> errors = new ArrayList<>();
        try {
            SAXParserFactory parsers = SAXParserFactory.newInstance();
            parsers.setNamespaceAware(true);
            parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Validator validator = BPMN.newValidator();
            validator.setErrorHandler(collecting(errors));
            validator.validate(new SAXSource(
                    parsers.newSAXParser().getXMLReader(), new InputSource(new ByteArrayInputStream(bpmn))));
        } catch (SAXParseException fatal) {
            if (!errors.contains(fatal)) {
                errors.add(fatal);
            }
        } catch (SAXException | ParserConfigurationException | IOException unusable) {
            findings.add("无法读取（%s）；请用 Camunda Modeler 重新保存".formatted(unusable.getMessage()));
        }
        for (SAXParseException error : errors) {
            findings.add("第 %d 行不符合 BPMN 2.0 格式（%s）；请用 Camunda Modeler 打开该文件改正后重新保存"
                    .formatted(error.getLineNumber(), error.getMessage()));
        }
    }

    /** Says why a file is no XML of ours: broken, or with a DOCTYPE, which can read files and hosts; null if it can be read. */
    static @Nullable String unreadable(byte[] xml) {
        try {
            SAXParserFactory parsers = SAXParserFactory.newInstance();
            parsers.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            parsers.newSAXParser().parse(new ByteArrayInputStream(xml), new DefaultHandler());
            return null;
        } catch (SAXException | ParserConfigurationException | IOException unusable) {
            return String.valueOf(unusable.getMessage());
        }
    }

    private static ErrorHandler collecting(List<SAXParseException> errors) {
        return new ErrorHandler() {
            @Override
            public void warning(SAXParseException harmless) {}

            @Override
            public void error(SAXParseException error) {
                errors.add(error);
            }

            @Override
            public void fatalError(SAXParseException error) throws SAXParseException {
                throw error;
            }
        };
    }

    private static Schema schema(String resource) {
        try {
            SchemaFactory factory = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI);
            return factory.newSchema(
                    Objects.requireNonNull(Bpmn.class.getClassLoader().getResource(resource)));
        } catch (SAXException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
