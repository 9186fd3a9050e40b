package safecity.evidence;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import safecity.engine.Refused;

/**
 * Refuses PDF files that do more than show pages: scripts, programs to launch, attachments, forms that send, actions on opening.
 * Looks for the names of such things in the whole file and in its compressed object streams; what cannot be looked into is refused.
 */
final class PdfCheck {

    private static final int MAX_UNPACKED = 32 * 1024 * 1024;
    private static final int HEAD = 1024;
    private static final int TAIL = 2048;
    private static final int DICTIONARY = 4000;
    private static final String END_OF_NAME = "(?=[\\s\\x00/<>\\[\\]()%]|$)";

    private static final Pattern ACTIVE = Pattern.compile(
            "/(JavaScript|Launch|RichMedia|XFA|ImportData|SubmitForm|EmbeddedFiles?|GoToE)" + END_OF_NAME);
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
        refuseActive(text);
        refuseOpening(text);
        refuseActiveInObjectStreams(raw, bytes);
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
    private static String readable(String raw) {
        if (raw.indexOf('#') < 0) {
            return raw;
        }
        return ESCAPE.matcher(raw)
                .replaceAll(escape ->
                        Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
    }

    private static void refuseActive(String text) {
        Matcher found = ACTIVE.matcher(text);
        if (found.find()) {
            throw new Refused("PDF 中带有%s，请用“打印为 PDF”重新生成后上传".formatted(chinese(found.group(1))));
        }
    }

    private static String chinese(String name) {
        return switch (name) {
            case "JavaScript" -> "脚本";
            case "Launch" -> "启动程序的动作";
            case "EmbeddedFile", "EmbeddedFiles", "GoToE" -> "附件";
            case "RichMedia" -> "多媒体内容";
            default -> "可提交的表单";
        };
    }

    /** An action on opening may only jump to a page; a plain destination, which stands in brackets, is none. */
    private static void refuseOpening(String text) {
        Matcher opening = OPENING.matcher(text);
        while (opening.find()) {
            if (opening.group(1) != null) {
                requireJump(text, opening.end());
                continue;
            }
            Matcher target = Pattern.compile("(?<!\\d)" + opening.group(2) + "[\\s\\x00]+" + opening.group(3)
                            + "[\\s\\x00]+obj[\\s\\x00]*<<")
                    .matcher(text);
            while (target.find()) {
                requireJump(text, target.end());
            }
        }
    }

    private static void requireJump(String text, int from) {
        int end = text.indexOf("endobj", from);
        String action = text.substring(from, Math.min(from + HEAD, end < 0 ? text.length() : end));
        if (!JUMP.matcher(action).find() || action.contains("/URI")) {
            throw new Refused("PDF 打开时会自动执行动作，请用“打印为 PDF”重新生成后上传");
        }
    }

    private static void refuseActiveInObjectStreams(String raw, byte[] bytes) {
        int budget = MAX_UNPACKED;
        for (int at = raw.indexOf("stream"); at >= 0; at = raw.indexOf("stream", at + 6)) {
            if (at >= 3 && raw.startsWith("end", at - 3)) {
                continue;
            }
            String before = raw.substring(Math.max(0, at - DICTIONARY), at);
            String dictionary = readable(before.substring(Math.max(0, before.lastIndexOf("obj"))));
            if (!dictionary.contains("/ObjStm") || !dictionary.strip().endsWith(">>")) {
                continue;
            }
            if (dictionary.contains("/Filter")) {
                String unpacked = unpack(bytes, dictionary, startOfData(raw, at + 6), budget);
                budget -= unpacked.length();
                refuseActive(readable(unpacked));
            }
        }
    }

    private static int startOfData(String raw, int at) {
        int start = raw.startsWith("\r", at) ? at + 1 : at;
        return raw.startsWith("\n", start) ? start + 1 : start;
    }

    private static String unpack(byte[] bytes, String dictionary, int start, int budget) {
        if (!dictionary.matches("(?s).*/Filter\\s*\\[?\\s*/FlateDecode\\s*[\\]/>].*")
                || dictionary.contains("/Predictor")) {
            throw new Refused("PDF 采用了少见的压缩方式，无法检查，请用“打印为 PDF”重新生成后上传");
        }
        var inflater = new Inflater();
        var unpacked = new BoundedOutput(budget, "PDF 解压后过大，请用“打印为 PDF”重新生成后上传");
        try {
            inflater.setInput(bytes, start, bytes.length - start);
            byte[] buffer = new byte[8192];
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                if (count == 0) {
                    break;
                }
                unpacked.write(buffer, 0, count);
            }
        } catch (DataFormatException damaged) {
            throw new Refused("PDF 已损坏，请重新导出后上传");
        } finally {
            inflater.end();
        }
        return unpacked.toString(StandardCharsets.ISO_8859_1);
    }
}
