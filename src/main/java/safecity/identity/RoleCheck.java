package safecity.identity;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** At the start and every night: names the accounts whose roles break {@link RoleRules}, however they came by them, in the log and in the trail. */
@Component
class RoleCheck {

    private static final Logger log = LoggerFactory.getLogger(RoleCheck.class);

    private final People people;
    private final ApplicationEventPublisher events;

    RoleCheck(People people, ApplicationEventPublisher events) {
        this.people = people;
        this.events = events;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Scheduled(cron = "${safecity.role-check-cron}", zone = "Asia/Shanghai")
    void report() {
        for (Person person : findings()) {
            log.warn(
                    "Account {} breaks the separation of duties: unit {}, roles {}",
                    person.login(),
                    person.unit(),
                    person.roles().stream().map(Role::name).collect(Collectors.joining(", ")));
            String finding = Objects.requireNonNull(RoleRules.findingIn(person.roles(), person.unit()));
            events.publishEvent(new AccountChanged("", person.login(), "角色检查发现：" + finding));
        }
    }

    /** Returns those in use that break the rules, by login. */
    List<Person> findings() {
        return people.all().stream()
                .filter(Person::isEnabled)
                .filter(person -> RoleRules.findingIn(person.roles(), person.unit()) != null)
                .toList();
    }
}
