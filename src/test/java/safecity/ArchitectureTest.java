package safecity;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.Date;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.stereotype.Controller;

/** Who may know what: the engine behind one package, the database behind the pages, one clock for all. */
class ArchitectureTest {

    private static JavaClasses product;

    @BeforeAll
    static void read() {
        product = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("safecity");
    }

    @Test
    void engine_alone_knows_camunda() {
        noClasses()
                .that()
                .resideOutsideOfPackage("safecity.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.camunda..")
                .check(product);
    }

    @Test
    void pages_hold_no_sql() {
        noClasses()
                .that()
                .areMetaAnnotatedWith(Controller.class)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework.jdbc..", "java.sql..", "javax.sql..")
                .check(product);
    }

    @Test
    void time_comes_from_the_clock() {
        noClasses()
                .that()
                .resideOutsideOfPackage("safecity.engine..")
                .should(askTheMachineForTheTime())
                .check(product);
    }

    @Test
    void packages_are_named_after_what_they_are_about() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..dto..", "..helper..")
                .check(product);
    }

    private static ArchCondition<JavaClass> askTheMachineForTheTime() {
        return new ArchCondition<>("ask the machine for the time instead of the Clock bean") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getAccessesFromSelf().stream()
                        .filter(UNCLOCKED::test)
                        .forEach(call -> events.add(SimpleConditionEvent.satisfied(call, call.getDescription())));
            }
        };
    }

    private static final DescribedPredicate<JavaAccess<?>> UNCLOCKED = new DescribedPredicate<>("now without a clock") {
        @Override
        public boolean test(JavaAccess<?> call) {
            if (!(call.getTarget() instanceof CodeUnitAccessTarget target)) {
                return false;
            }
            JavaClass owner = call.getTargetOwner();
            boolean noClock =
                    target.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
            boolean now =
                    owner.getPackageName().equals("java.time") && call.getName().equals("now") && noClock;
            boolean newDate = owner.isEquivalentTo(Date.class)
                    && call.getName().equals("<init>")
                    && target.getRawParameterTypes().isEmpty();
            boolean millis =
                    owner.isEquivalentTo(System.class) && call.getName().equals("currentTimeMillis");
            boolean ownClock =
                    owner.isEquivalentTo(Clock.class) && call.getName().startsWith("system");
            return now || newDate || millis || ownClock;
        }
    };
}
