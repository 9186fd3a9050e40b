package safecity.evidence;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import safecity.engine.Refused;
import safecity.evidence.PdfObjects.PdfObject;

/**
 * Refuses PDF files that do more than show pages: scripts, programs to launch, attachments, forms that send, actions on opening.
 * Looks for the names of such things in the whole file and in its {@linkplain PdfObjects objects}; what cannot be looked into is refused.
 */
final class PdfCheck {

    private static final int HEAD = 1024;
    private static final int TAIL = 2048;
    private static final String END_OF_NAME = "(?=[\\s\\x00/<>\\[\\]()%]|$)";

    private static final Pattern ACTIVE = Pattern.compile(
            "/(JavaScript|Launch|RichMedia|XFA|ImportData|SubmitForm|EmbeddedFiles?|GoToE)" + END_OF_NAME);

    /** Too short to be looked for anywhere but within an object: two letters stand in the data of any large picture. */
    private static final Pattern ACTING = Pattern.compile("/(JS|AA)" + END_OF_NAME);

    private static final Pattern ENCRYPTED =
            Pattern.compile("/Encrypt[\\s\\x00]*(?:\\d+[\\s\\x00]+\\d+[\\s\\x00]+R|<<)");
    private static final Pattern OPENING =
            Pattern.compile("/OpenAction[\\s\\x00]*(?:(<<)|(\\d+)[\\s\\x00]+(\\d+)[\\s\\x00]+R)");
    private static final Pattern JUMP = Pattern.compile("/GoTo" + END_OF_NAME);
    private static final Pattern ESCAPE = Pattern.compile("#([2-7][0-9A-Fa-f])");
    private static final Pattern WEB_PAGE = Pattern.compile("<(?:html|script|svg|\\?php|!doctype html)");

    private PdfCheck() {}

    /**
     * Checks a file that starts as a PDF.
     *
     * @throws Refused naming what was found and how to get rid of it
     */
    static void check(byte[] bytes) {
        String raw = new String(bytes, StandardCharsets.ISO_8859_1);
        refuseDisguise(raw);
        String text = readable(raw);
        if (ENCRYPTED.matcher(text).find()) {
            throw new Refused("PDF 设有密码或权限保护，无法检查，请取消保护后上传");
        }
        refuseActive(ACTIVE, text);
        PdfObjects objects = new PdfObjects(bytes, raw, text);
        for (String unpacked : objects.unpacked()) {
            refuseActive(ACTIVE, unpacked);
            refuseActive(ACTING, unpacked);
            refuseOpening(unpacked, objects);
        }
        for (PdfObject object : objects.all()) {
            refuseActive(ACTING, object.text());
            refuseOpening(object.text(), objects);
        }
    }

    private static void refuseDisguise(String raw) {
        String head = raw.substring(0, Math.min(HEAD, raw.length())).toLowerCase(Locale.ROOT);
        String tail = raw.substring(Math.max(0, raw.length() - TAIL));
        boolean archiveBehind = raw.indexOf("PK\u0005\u0006", Math.max(0, raw.length() - 66_000)) >= 0;
        if (!raw.startsWith("%PDF-") || WEB_PAGE.matcher(head).find() || archiveBehind) {
            throw new Refused("文件夹带了 PDF 以外的内容，请重新导出为 PDF 后上传");
        }
        if (!tail.contains("%%EOF")) {
            throw new Refused("PDF 不完整，请重新导出后上传");
        }
    }

    /** Undoes the #xx escapes by which a name may be written otherwise than it reads. */
    static String readable(String raw) {
        if (raw.indexOf('#') < 0) {
            return raw;
        }
        return ESCAPE.matcher(raw)
                .replaceAll(escape ->
                        Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
    }

    private static void refuseActive(Pattern names, String text) {
        Matcher found = names.matcher(text);
        if (found.find()) {
            throw new Refused("PDF 中带有%s，请用“打印为 PDF”重新生成后上传".formatted(chinese(found.group(1))));
        }
    }

    private static String chinese(String name) {
        return switch (name) {
            case "JavaScript", "JS" -> "脚本";
            case "Launch" -> "启动程序的动作";
            case "EmbeddedFile", "EmbeddedFiles", "GoToE" -> "附件";
            case "AA" -> "自动执行的动作";
            case "RichMedia" -> "多媒体内容";
            default -> "可提交的表单";
        };
    }

    /** An action on opening may only jump to a page; a plain destination, which stands in brackets, is none. */
    private static void refuseOpening(String text, PdfObjects objects) {
        Matcher opening = OPENING.matcher(text);
        while (opening.find()) {
            if (opening.group(1) != null) {
                requireJump(text.substring(opening.end(), Math.min(text.length(), opening.end() + HEAD)));
                continue;
            }
            objects.all().stream()
                    .filter(object -> object.number().equals(opening.group(2)))
                    .map(PdfObject::text)
                    .filter(action -> action.strip().startsWith("<<"))
                    .forEach(PdfCheck::requireJump);
        }
    }

    private static void requireJump(String action) {
        if (!JUMP.matcher(action).find() || action.contains("/URI")) {
            throw new Refused("PDF 打开时会自动执行动作，请用“打印为 PDF”重新生成后上传");
        }
    }
}
