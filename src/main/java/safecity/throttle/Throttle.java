package safecity.throttle;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often one address may do something within a window, on each node. It remembers a bounded number of addresses and forgets the one that was silent
 * for longest; addresses of one IPv6 network (/64) count as one.
 */
public final class Throttle {

    private static final int NETWORK_BYTES = 8;
    private static final int LONGEST_ADDRESS = 64;

    private final int most;
    private final Duration window;
    private final Clock clock;
    private final Map<String, Window> windows;

    /**
     * Lets an address do something so many times in a window, which begins with the first of them.
     *
     * @param addresses how many are remembered
     */
    public Throttle(int most, Duration window, int addresses, Clock clock) {
        this.most = most;
        this.window = window;
        this.clock = clock;
        this.windows = new Recent(addresses);
    }

    /** Counts one; returns 0 if it may be done, else after how many seconds the next may. */
    public synchronized long secondsToWait(String address) {
        Instant now = clock.instant();
        Window current = windows.get(network(address));
        if (current == null || now.isBefore(current.begin) || !now.isBefore(current.begin.plus(window))) {
            current = new Window(now);
            windows.put(network(address), current);
        }
        current.taken = Math.min(current.taken + 1, most + 1);
        if (current.taken <= most) {
            return 0;
        }
        return Math.max(
                1,
                Duration.between(now, current.begin.plus(window))
                        .plusMillis(999)
                        .toSeconds());
    }

    /** Takes back one that was counted, for it turned out to be none of those that are. */
    public synchronized void giveBack(String address) {
        Window current = windows.get(network(address));
        if (current != null && current.taken > 0) {
            current.taken--;
        }
    }

    synchronized int remembered() {
        return windows.size();
    }

    /** Returns what an address counts under: itself, or its IPv6 network. */
    public static String network(String address) {
        if (address.indexOf(':') >= 0) {
            try {
                // A literal with a colon is never looked up.
                InetAddress parsed = InetAddress.getByName(address);
                if (parsed instanceof Inet6Address) {
                    return HexFormat.ofDelimiter(":").formatHex(parsed.getAddress(), 0, NETWORK_BYTES) + "::/64";
                }
            } catch (UnknownHostException noAddress) {
                // Counted as it was written.
            }
        }
        return address.length() > LONGEST_ADDRESS ? address.substring(0, LONGEST_ADDRESS) : address;
    }

    private static final class Window {

        private final Instant begin;
        private int taken;

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
