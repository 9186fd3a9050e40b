package safecity.engine;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Marks the steps class of one process. Its value is the process's word: BPMN file, process id and the name under which expressions see the bean.
 * Nothing else is visible to expressions, and no bean at all where there is no execution (queries, stored filters).
 */
@Documented
@Inherited
@Component
@Transactional
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Steps {

    /** The process's word, such as {@code rectification}. */
    @AliasFor(annotation = Component.class, attribute = "value")
    String value();
}
