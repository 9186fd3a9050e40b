package safecity.notice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.exceptions.TemplateInputException;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.AbstractConfigurableTemplateResolver;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.templateresolver.FileTemplateResolver;

/**
 * Writes letters from their templates: {@code <kind>.subject.txt}, {@code <kind>.html} and {@code <kind>.txt}, each from {@code ./config/notices}
 * where it is there, else from the jar. A template that is changed holds from the next notice on.
 */
@Component
class Letters {

    private final SpringTemplateEngine templates = new SpringTemplateEngine();

    Letters() {
        FileTemplateResolver beside = new FileTemplateResolver();
        beside.setPrefix(Path.of("config", "notices").toAbsolutePath() + "/");
        templates.addTemplateResolver(configured(beside, 1));
        ClassLoaderTemplateResolver inJar = new ClassLoaderTemplateResolver();
        inJar.setPrefix("config/notices/");
        templates.addTemplateResolver(configured(inJar, 2));
    }

    private static AbstractConfigurableTemplateResolver configured(
            AbstractConfigurableTemplateResolver resolver, int order) {
        resolver.setOrder(order);
        resolver.setCheckExistence(true);
        resolver.setCacheable(false);
        resolver.setCharacterEncoding(UTF_8.name());
        return resolver;
    }

    /**
     * Writes a letter.
     *
     * @param kind  name of the templates, such as {@code due-soon}
     * @param model what the templates may name
     * @throws IllegalStateException if a template is missing or wrong; the message is Chinese and names the file
     */
    Letter write(String kind, Map<String, Object> model) {
        if (!kind.matches("[a-z][a-z0-9-]{0,40}")) {
            throw new IllegalArgumentException("A kind of notice is a plain word, not " + kind);
        }
        Context context = new Context(Locale.SIMPLIFIED_CHINESE, model);
        return new Letter(
                process(kind + ".subject.txt", context),
                process(kind + ".html", context),
                process(kind + ".txt", context));
    }

    private String process(String template, Context context) {
        try {
            return templates.process(template, context);
        } catch (TemplateInputException unusable) {
            throw new IllegalStateException(
                    "通知模板 config/notices/%s 缺失或有误：%s".formatted(template, unusable.getMessage()), unusable);
        }
    }
}
