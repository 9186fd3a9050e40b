package safecity.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How often one address may fail to sign in, whatever the account, on each node: it stops who tries one password on many accounts. It remembers a
 * bounded number of addresses and forgets the one that was silent for longest.
 */
@Component
final class AddressLimit {

    private static final int ADDRESSES = 10_000;

    private final int failures;
    private final Duration window;
    private final Clock clock;
    private final Map<String, Failures> byAddress = new LinkedHashMap<>(16, 0.75f, true);

    AddressLimit(
            @Value("${safecity.address-failures}") int failures,
            @Value("${safecity.address-window}") Duration window,
            Clock clock) {
        this.failures = failures;
        this.window = window;
        this.clock = clock;
    }

    private record Failures(Instant since, int count) {}

    /** Whether the address has failed too often of late. */
    synchronized boolean isExhausted(String address) {
        return current(address).count() >= failures;
    }

    /** Notes a failure. */
    synchronized void failed(String address) {
        Failures before = current(address);
        byAddress.put(address, new Failures(before.since(), before.count() + 1));
        if (byAddress.size() > ADDRESSES) {
            byAddress.remove(byAddress.keySet().iterator().next());
        }
    }

    private Failures current(String address) {
        Instant now = clock.instant();
        Failures known = byAddress.get(address);
        if (known == null
                || now.isBefore(known.since())
                || !now.isBefore(known.since().plus(window))) {
            return new Failures(now, 0);
        }
        return known;
    }
}
