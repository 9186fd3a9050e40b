package safecity.document;

import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;
import org.thymeleaf.context.Context;
import org.thymeleaf.exceptions.TemplateEngineException;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.StringTemplateResolver;
import safecity.reference.InvalidReferenceFile;
import safecity.reference.ReferenceFile;
import safecity.reference.ReferenceRow;

/**
 * The text of a kind of document. It is read and tried once, at the start: a placeholder that {@link LetterFacts} does not know, or a text that cannot
 * be written, stops the start. What stands in the facts is escaped, so that no description of a problem becomes markup.
 */
final class LetterTemplate {

    private static final SpringTemplateEngine ENGINE = engine();
    private static final String FRAME = "frame.html";
    private static final String BODY = "body";

    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern EXPRESSION = Pattern.compile("([$*#@~])\\{([^}]*)}?");
    private static final Pattern UNESCAPED = Pattern.compile("\\[\\(|utext");
    private static final String FRAMES_BODY = "th:utext=\"${" + BODY + "}\"";

    private static final Pattern LINE_END = Pattern.compile("(?i)</(p|h[1-6]|div|li|tr)>|<br\\s*/?>");
    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    private final String source;
    private final @Nullable LetterTemplate frame;

    private LetterTemplate(String source, @Nullable LetterTemplate frame) {
        this.source = source;
        this.frame = frame;
    }

    /** Reads the frame around all texts. */
    static LetterTemplate frame(TemplateFolder folder, ReferenceFile kinds) {
        String source = read(folder, FRAME, kinds::wrong);
        if (!source.contains(FRAMES_BODY)) {
            throw kinds.wrong("模板 config/documents/%s 里没有正文的位置，请写上 <div %s></div>".formatted(FRAME, FRAMES_BODY));
        }
        check(FRAME, source.replace(FRAMES_BODY, ""), kinds::wrong);
        return new LetterTemplate(source, null);
    }

    /** Reads the text that a row of the kinds names, and writes it once with example facts. */
    static LetterTemplate of(ReferenceRow row, TemplateFolder folder, LetterTemplate frame) {
        String name = row.required("template");
        if (!name.matches("[a-z][a-z0-9-]*\\.html") || name.equals(FRAME)) {
            throw row.wrong("“template”应为小写英文的 .html 文件名，实为“%s”".formatted(name));
        }
        String source = read(folder, name, row::wrong);
        check(name, source, row::wrong);
        LetterTemplate template = new LetterTemplate(source, frame);
        try {
            template.write(LetterFacts.example());
        } catch (TemplateEngineException malformed) {
            throw row.wrong("模板 config/documents/%s 有误：%s".formatted(name, malformed.getMessage()));
        }
        return template;
    }

    private static String read(TemplateFolder folder, String name, Function<String, InvalidReferenceFile> wrong) {
        return folder.read(name)
                .map(text -> COMMENT.matcher(text).replaceAll(""))
                .orElseThrow(() -> wrong.apply("缺少模板 config/documents/%s，请补上该文件".formatted(name)));
    }

    private static void check(String name, String source, Function<String, InvalidReferenceFile> wrong) {
        Matcher expression = EXPRESSION.matcher(source);
        while (expression.find()) {
            String word = expression.group(2).strip();
            if (!expression.group(1).equals("$") || !LetterFacts.NAMES.contains(word)) {
                throw wrong.apply("模板 config/documents/%s 里有不认识的占位“%s”；可用的有：%s"
                        .formatted(name, expression.group(), String.join("、", LetterFacts.NAMES)));
            }
        }
        if (UNESCAPED.matcher(source).find()) {
            throw wrong.apply("模板 config/documents/%s 里的占位要写成 [[${…}]]，不能用 [(…)] 或 th:utext".formatted(name));
        }
    }

    /** Returns the whole letter in HTML. */
    String write(LetterFacts facts) {
        Context context = new Context(Locale.SIMPLIFIED_CHINESE, facts.byName());
        String written = ENGINE.process(source, context);
        if (frame == null) {
            return written;
        }
        context.setVariable(BODY, written);
        return ENGINE.process(frame.source, context);
    }

    /** Returns a letter without its markup, a paragraph a line with an empty line after it. */
    static String plain(String html) {
        String lines = LINE_END.matcher(html.replaceAll("\\s*\\R\\s*", "\n")).replaceAll("\u2029");
        String text = HtmlUtils.htmlUnescape(TAG.matcher(lines).replaceAll(""));
        return text.replaceAll("[ \\t\\n]*\u2029\\s*", "\n\n")
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
    }

    private static SpringTemplateEngine engine() {
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateResolver(new StringTemplateResolver());
        return engine;
    }
}
