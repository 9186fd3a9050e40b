package safecity.identity;

import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Decides what a person must do first. Demonstration accounts need neither change their password nor enrol a second factor. */
@Component
class Requirements {

    /** Whose sign-in takes two factors (GB/T 22239-2019 8.1.4.1 d). */
    private static final Set<Role> PRIVILEGED = EnumSet.of(
            Role.SUPERVISOR,
            Role.DESIGNER,
            Role.SYSTEM_ADMINISTRATOR,
            Role.SECURITY_ADMINISTRATOR,
            Role.AUDIT_ADMINISTRATOR);

    private final Clock clock;
    private final Demonstration demonstration;
    private final Duration passwordAge;
    private final boolean factorElsewhere;

    Requirements(
            Clock clock,
            Demonstration demonstration,
            @Value("${safecity.password-days}") int passwordDays,
            @Value("${safecity.oidc.checks-second-factor}") boolean factorElsewhere) {
        this.clock = clock;
        this.demonstration = demonstration;
        this.passwordAge = Duration.ofDays(passwordDays);
        this.factorElsewhere = factorElsewhere;
    }

    /** Returns what is to be done first. */
    Requirement of(Standing account, boolean elsewhere, boolean factorGiven) {
        boolean factorDone = factorGiven || (elsewhere && factorElsewhere);
        if (account.secondFactor() && !factorDone) {
            return Requirement.GIVE_FACTOR;
        }
        if (!elsewhere && (account.mustChange() || isOld(account))) {
            return Requirement.CHANGE_PASSWORD;
        }
        return requiresFactor(account) && !account.secondFactor() && !factorDone
                ? Requirement.ENROL_FACTOR
                : Requirement.NONE;
    }

    /** Whether the account's role demands a second factor here. */
    boolean requiresFactor(Standing account) {
        boolean privileged = account.person().roles().stream().anyMatch(PRIVILEGED::contains);
        return privileged && !demonstration.isOn();
    }

    /** Whether the password has come of age. */
    boolean isOld(Standing account) {
        return !account.demonstration()
                && account.passwordChangedAt().plus(passwordAge).isBefore(clock.instant());
    }
}
