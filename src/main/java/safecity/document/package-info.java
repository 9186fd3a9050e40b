/**
 * 文书: the register of what is sent out about an item under a number of its own: 督办函, 整改指令, 验收意见 and the other
 * kinds. Owns {@code safecity.document}, {@code safecity.document_reply} and {@code safecity.document_file}; kinds and numbers are data in
 * {@code config/documents/}, texts are Word templates in {@code config/templates/}. Who decides, serves, signs for and answers a document, and in which
 * order, is in {@code slip.bpmn}, not here.
 */
@ApplicationModule(
        allowedDependencies = {
            "audit",
            "item",
            "unit",
            "calendar",
            "engine",
            "identity",
            "evidence",
            "reference",
            "qrcode"
        })
@NullMarked
package safecity.document;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
