package safecity.document;

import com.deepoove.poi.XWPFTemplate;
import com.deepoove.poi.config.Configure;
import com.deepoove.poi.exception.RenderException;
import com.deepoove.poi.exception.ResolverException;
import com.deepoove.poi.template.BlockTemplate;
import com.deepoove.poi.template.ElementTemplate;
import com.deepoove.poi.template.MetaTemplate;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import org.apache.poi.openxml4j.exceptions.OpenXML4JRuntimeException;
import org.jspecify.annotations.Nullable;
import safecity.reference.InvalidReferenceFile;
import safecity.reference.ReferenceRow;

/**
 * The Word template of a kind of document. It is read and tried at the start: a placeholder that {@link LetterFacts} does not know, or a template that
 * cannot be written, stops the start. What stands in the facts is put in as text and never read as a template again.
 */
final class WordTemplate {

    private static final char TEXT = '\0';
    private static final char PICTURE = '@';
    private static final char TABLE = '#';

    private final byte[] docx;

    private WordTemplate(byte[] docx) {
        this.docx = docx;
    }

    /**
     * Reads the template that a row of the kinds names, and writes it twice, with all passages and with none.
     *
     * @throws InvalidReferenceFile naming row, template and what is wrong with it
     */
    static WordTemplate of(ReferenceRow row, TemplateFolder folder) {
        String name = row.required("template");
        if (!name.matches("[a-z][a-z0-9-]*\\.docx")) {
            throw row.wrong("“template”应为小写英文的 .docx 文件名，实为“%s”".formatted(name));
        }
        String place = "config/templates/" + name;
        byte[] docx = folder.read(name).orElseThrow(() -> row.wrong("缺少模板 %s，请补上该文件".formatted(place)));
        WordTemplate template = new WordTemplate(docx);
        try {
            template.check(row, place);
        } catch (ResolverException | RenderException | IllegalArgumentException | OpenXML4JRuntimeException malformed) {
            throw row.wrong("模板 %s 有误：%s。每个 {{?…}} 要有成对的 {{/…}}；文件要用 Word 的 .docx 格式保存"
                    .formatted(place, malformed.getMessage()));
        }
        return template;
    }

    private void check(ReferenceRow row, String place) {
        try (XWPFTemplate compiled = compile(LetterFacts.example())) {
            check(compiled.getElementTemplates(), row, place);
        } catch (IOException unclosed) {
            throw new IllegalArgumentException(unclosed);
        }
        LetterLimits.unsupported(new WordFile(docx)).ifPresent(unsupported -> {
            throw row.wrong("模板 %s 里有%s，PDF 和预览显示不出来".formatted(place, unsupported));
        });
        for (LetterFacts facts : List.of(LetterFacts.example(), LetterFacts.bare())) {
            String left = new WordFile(write(facts)).leftBraces();
            if (!left.isEmpty()) {
                throw row.wrong("模板 %s 里有不认识的占位“%s”；%s".formatted(place, left, known()));
            }
        }
    }

    private static void check(List<MetaTemplate> places, ReferenceRow row, String file) {
        for (MetaTemplate each : places) {
            if (each instanceof BlockTemplate block) {
                String tag = block.getStartMark().getTagName();
                String name = tag.startsWith(LetterFacts.WITHOUT) ? tag.substring(LetterFacts.WITHOUT.length()) : tag;
                if (!LetterFacts.TEXTS.contains(name) && !name.equals(LetterFacts.PHOTOS)) {
                    throw unknown(block.getStartMark(), row, file);
                }
                check(block.getTemplates(), row, file);
            } else if (!(each instanceof ElementTemplate element) || !known(element)) {
                throw unknown(each, row, file);
            }
        }
    }

    private static boolean known(ElementTemplate element) {
        @Nullable Character sign = element.getSign();
        return switch (sign == null ? TEXT : sign) {
            case TEXT -> LetterFacts.TEXTS.contains(element.getTagName());
            case PICTURE -> element.getTagName().equals(LetterFacts.CODE);
            case TABLE -> element.getTagName().equals(LetterFacts.PHOTOS);
            default -> false;
        };
    }

    private static InvalidReferenceFile unknown(MetaTemplate place, ReferenceRow row, String file) {
        return row.wrong("模板 %s 里有不认识的占位“%s”；%s".formatted(file, place.variable(), known()));
    }

    private static String known() {
        return "可用的有：%s，图片 {{@%s}}，表格 {{#%s}}"
                .formatted(String.join("、", new TreeSet<>(LetterFacts.TEXTS)), LetterFacts.CODE, LetterFacts.PHOTOS);
    }

    /** Returns the whole document as a .docx file. */
    byte[] write(LetterFacts facts) {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (XWPFTemplate compiled = compile(facts)) {
            compiled.render(facts).write(written);
        } catch (IOException unwritable) {
            throw new IllegalArgumentException(unwritable);
        }
        return written.toByteArray();
    }

    private XWPFTemplate compile(LetterFacts facts) {
        LetterParts parts = new LetterParts(facts);
        Configure configure = Configure.builder()
                .setRenderDataComputeFactory(scope -> parts::of)
                .build();
        return XWPFTemplate.compile(new ByteArrayInputStream(docx), configure);
    }
}
