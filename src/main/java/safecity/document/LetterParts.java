package safecity.document;

import com.deepoove.poi.data.CellRenderData;
import com.deepoove.poi.data.Cells;
import com.deepoove.poi.data.ParagraphRenderData;
import com.deepoove.poi.data.Paragraphs;
import com.deepoove.poi.data.PictureType;
import com.deepoove.poi.data.Pictures;
import com.deepoove.poi.data.RowRenderData;
import com.deepoove.poi.data.Rows;
import com.deepoove.poi.data.TableRenderData;
import com.deepoove.poi.data.Tables;
import com.deepoove.poi.data.style.BorderStyle;
import com.deepoove.poi.data.style.ParagraphStyle;
import com.deepoove.poi.data.style.RowStyle;
import java.awt.Dimension;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.apache.poi.xwpf.usermodel.LineSpacingRule;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.jspecify.annotations.Nullable;
import safecity.qrcode.QrCode;

/** What the placeholders of a template stand for, as the Word library wants it. A name means the same inside a section as outside. */
final class LetterParts {

    private static final int CODE_PIXELS = 76; // 2 cm at 96 to the inch
    private static final double TABLE_CM = 15.6;
    private static final int PHOTO_WIDTH = 270;
    private static final int PHOTO_HEIGHT = 220;

    private static final String CAPTION_STYLE = "PhotoCaption";

    private static final ParagraphStyle AS_TALL_AS_ITS_PICTURE = ParagraphStyle.builder()
            .withAlign(ParagraphAlignment.CENTER)
            .withSpacing(1)
            .withSpacingRule(LineSpacingRule.AUTO)
            .withSpacingBefore(6)
            .build();

    private static final BorderStyle NO_LINE =
            BorderStyle.builder().withType(XWPFTable.XWPFBorderType.NONE).build();

    private final LetterFacts facts;
    private @Nullable List<LetterPhoto> photos;

    LetterParts(LetterFacts facts) {
        this.facts = facts;
    }

    /** Returns what is written for a name; null where there is nothing, so that a section is left out, and the one for its absence is not. */
    @Nullable
    Object of(String name) {
        if (name.startsWith(LetterFacts.WITHOUT)) {
            return of(name.substring(LetterFacts.WITHOUT.length())) == null ? Boolean.TRUE : null;
        }
        return switch (name) {
            case LetterFacts.CODE ->
                Pictures.ofBytes(QrCode.png(facts.link()), PictureType.PNG)
                        .size(CODE_PIXELS, CODE_PIXELS)
                        .create();
            case LetterFacts.PHOTOS -> photos().isEmpty() ? null : table();
            default -> facts.texts().get(name);
        };
    }

    private List<LetterPhoto> photos() {
        List<LetterPhoto> known = photos;
        if (known == null) {
            known = facts.photos().get();
            photos = known;
        }
        return known;
    }

    private TableRenderData table() {
        List<RowRenderData> rows = new ArrayList<>();
        for (int first = 0; first < photos().size(); first += 2) {
            boolean pair = first + 1 < photos().size();
            rows.add(Rows.of(cell(photos().get(first)), pair ? cell(photos().get(first + 1)) : Cells.create(""))
                    .rowStyle(unbroken())
                    .create());
        }
        TableRenderData table = Tables.ofWidth(TABLE_CM, new double[] {TABLE_CM / 2, TABLE_CM / 2})
                .border(NO_LINE)
                .center()
                .create();
        rows.forEach(table::addRow);
        return table;
    }

    private static CellRenderData cell(LetterPhoto photo) {
        Dimension size = size(photo.jpeg());
        double scale = Math.min((double) PHOTO_WIDTH / size.width, (double) PHOTO_HEIGHT / size.height);
        ParagraphRenderData picture = Paragraphs.of(Pictures.ofBytes(photo.jpeg(), PictureType.JPEG)
                        .size((int) Math.round(size.width * scale), (int) Math.round(size.height * scale))
                        .create())
                .paraStyle(AS_TALL_AS_ITS_PICTURE)
                .create();
        ParagraphRenderData caption =
                Paragraphs.of(photo.caption()).styleId(CAPTION_STYLE).create();
        return Cells.of().addParagraph(picture).addParagraph(caption).create();
    }

    private static RowStyle unbroken() {
        RowStyle style = new RowStyle();
        style.setBreakAcrossPage(false);
        return style;
    }

    private static Dimension size(byte[] image) {
        try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(image))) {
            ImageReader reader = ImageIO.getImageReaders(input).next();
            try {
                reader.setInput(input, true, true);
                return new Dimension(reader.getWidth(0), reader.getHeight(0));
            } finally {
                reader.dispose();
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
