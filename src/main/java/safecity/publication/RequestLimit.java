package safecity.publication;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * How many public pages one address may ask for in a minute, on each node. It remembers a bounded number of addresses and forgets the one that was
 * silent for longest; addresses of one IPv6 network (/64) count as one.
 */
@Component
final class RequestLimit {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final int NETWORK_BYTES = 8;
    private static final int LONGEST_ADDRESS = 64;

    private final int requests;
    private final Clock clock;
    private final Map<String, Window> windows;

    RequestLimit(
            @Value("${safecity.public-requests}") int requests,
            @Value("${safecity.public-addresses}") int addresses,
            Clock clock) {
        this.requests = requests;
        this.clock = clock;
        this.windows = new Recent(addresses);
    }

    /** Counts a request; returns 0 if it may be answered, else after how many seconds the next one may. */
    synchronized long secondsToWait(String address) {
        Instant now = clock.instant();
        Window window = windows.get(network(address));
        if (window == null || now.isBefore(window.begin) || !now.isBefore(window.begin.plus(WINDOW))) {
            window = new Window(now);
            windows.put(network(address), window);
        }
        window.requests = Math.min(window.requests + 1, requests + 1);
        if (window.requests <= requests) {
            return 0;
        }
        return Math.max(
                1,
                Duration.between(now, window.begin.plus(WINDOW)).plusMillis(999).toSeconds());
    }

    synchronized int remembered() {
        return windows.size();
    }

    private static String network(String address) {
        if (address.indexOf(':') >= 0) {
            try {
                // A literal with a colon is never looked up.
                InetAddress parsed = InetAddress.getByName(address);
                if (parsed instanceof Inet6Address) {
                    return Arrays.toString(Arrays.copyOf(parsed.getAddress(), NETWORK_BYTES));
                }
            } catch (UnknownHostException noAddress) {
                // Counted as it was written.
            }
        }
        return address.length() > LONGEST_ADDRESS ? address.substring(0, LONGEST_ADDRESS) : address;
    }

    private static final class Window {

        private final Instant begin;
        private int requests;

        Window(Instant begin) {
            this.begin = begin;
        }
    }

    private static final class Recent extends LinkedHashMap<String, Window> {

        private static final long serialVersionUID = 1L;

        private final int most;

        Recent(int most) {
            super(16, 0.75f, true);
            this.most = most;
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Window> eldest) {
            return size() > most;
        }
    }
}
