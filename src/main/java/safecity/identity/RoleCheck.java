package safecity.identity;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** At the start and every night: names the accounts whose roles break {@link RoleRules}, however they came by them. */
@Component
class RoleCheck {

    private static final Logger log = LoggerFactory.getLogger(RoleCheck.class);

    private final People people;

    RoleCheck(People people) {
        this.people = people;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Scheduled(cron = "${safecity.role-check-cron:0 20 3 * * *}", zone = "Asia/Shanghai")
    void report() {
        findings().forEach(finding -> log.warn("An account breaks the separation of duties: {}", finding));
    }

    /** Returns one sentence for each account that breaks the rules: login and what is wrong. */
    List<String> findings() {
        return people.all().stream()
                .filter(Person::isEnabled)
                .filter(person -> RoleRules.findingIn(person.roles(), person.unit()) != null)
                .map(person -> person.login() + "：" + RoleRules.findingIn(person.roles(), person.unit()))
                .toList();
    }
}
