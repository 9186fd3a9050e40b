package safecity.evidence;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.Set;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.DocumentInputStream;
import org.apache.poi.poifs.filesystem.Entry;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import safecity.engine.Refused;

/** Tells doc and xls from other OLE2 files, and refuses macros and files that a password hides. */
final class OldOfficeCheck {

    private static final Set<String> MACRO_STORAGES = Set.of("macros", "_vba_project_cur", "vba", "_vba_project");
    private static final int MAX_DEPTH = 20;
    private static final int BOUND_SHEET = 0x85;
    private static final int MACRO_SHEET = 1;
    private static final int MODULE = 6;

    private OldOfficeCheck() {}

    /**
     * Returns the kind of an OLE2 file.
     *
     * @throws Refused if it is neither doc nor xls, damaged, hidden by a password, or carries macros
     */
    static FileKind check(byte[] bytes) {
        try (POIFSFileSystem file = new POIFSFileSystem(new ByteArrayInputStream(bytes))) {
            DirectoryNode root = file.getRoot();
            if (root.hasEntryCaseInsensitive("EncryptedPackage")) {
                throw new Refused("文件设有密码，请取消密码后上传");
            }
            refuseMacroStorages(root, 0);
            if (root.hasEntryCaseInsensitive("WordDocument")) {
                return FileKind.DOC;
            }
            for (String workbook : new String[] {"Workbook", "Book"}) {
                if (root.hasEntryCaseInsensitive(workbook)) {
                    refuseMacroSheets(root, workbook);
                    return FileKind.XLS;
                }
            }
        } catch (IOException | RuntimeException failure) {
            if (failure instanceof Refused refused) {
                throw refused;
            }
            throw new Refused("文件已损坏，请重新另存后上传");
        }
        throw new Refused("不接收这类文件，请另存为 docx、xlsx 或 PDF 后上传");
    }

    private static void refuseMacroStorages(DirectoryNode directory, int depth) {
        for (Entry entry : directory) {
            if (MACRO_STORAGES.contains(entry.getName().toLowerCase(Locale.ROOT)) || depth > MAX_DEPTH) {
                throw macros();
            }
            if (entry instanceof DirectoryNode inner) {
                refuseMacroStorages(inner, depth + 1);
            }
        }
    }

    /** A workbook lists its sheets, each with its kind; a macro sheet runs without any storage of its own. */
    private static void refuseMacroSheets(DirectoryNode root, String workbook) throws IOException {
        byte[] records;
        try (DocumentInputStream stream = root.createDocumentInputStream(root.getEntryCaseInsensitive(workbook))) {
            records = stream.readAllBytes();
        }
        ByteBuffer buffer = ByteBuffer.wrap(records).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.remaining() >= 4) {
            int record = buffer.getShort() & 0xFFFF;
            int length = buffer.getShort() & 0xFFFF;
            if (length > buffer.remaining()) {
                return;
            }
            if (record == BOUND_SHEET && length > 5) {
                int kind = buffer.get(buffer.position() + 5) & 0x0F;
                if (kind == MACRO_SHEET || kind == MODULE) {
                    throw macros();
                }
            }
            buffer.position(buffer.position() + length);
        }
    }

    private static Refused macros() {
        return new Refused("文件带有宏，请另存为不含宏的 docx、xlsx 或 PDF 后上传");
    }
}
