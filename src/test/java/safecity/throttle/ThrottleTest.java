package safecity.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** How often one address may do something, and how much is remembered of it. */
class ThrottleTest {

    private static final class MovedClock extends Clock {

        private Instant now = Instant.parse("2020-06-01T02:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final MovedClock clock = new MovedClock();
    private final Throttle limit = new Throttle(2, Duration.ofMinutes(1), 100, clock);

    @Test
    void refuses_the_request_after_the_last_until_the_minute_is_over() {
        assertThat(limit.secondsToWait("192.0.2.1")).isZero();
        clock.now = clock.now.plusSeconds(10);
        assertThat(limit.secondsToWait("192.0.2.1")).isZero();

        assertThat(limit.secondsToWait("192.0.2.1")).isEqualTo(50);
        assertThat(limit.secondsToWait("192.0.2.2")).isZero();
        clock.now = clock.now.plusSeconds(50);
        assertThat(limit.secondsToWait("192.0.2.1")).isZero();
    }

    @Test
    void forgets_what_was_given_back() {
        for (int request = 0; request < 10; request++) {
            assertThat(limit.secondsToWait("192.0.2.1")).isZero();
            limit.giveBack("192.0.2.1");
        }
        limit.giveBack("192.0.2.9");

        limit.secondsToWait("192.0.2.1");
        limit.secondsToWait("192.0.2.1");
        assertThat(limit.secondsToWait("192.0.2.1")).isPositive();
    }

    @Test
    void does_not_lock_anybody_out_when_the_clock_is_set_back() {
        for (int request = 0; request < 3; request++) {
            limit.secondsToWait("192.0.2.1");
        }

        clock.now = clock.now.minus(Duration.ofHours(1));

        assertThat(limit.secondsToWait("192.0.2.1")).isZero();
    }

    @Test
    void counts_the_addresses_of_one_network_as_one() {
        assertThat(limit.secondsToWait("2001:db8:1:2::1")).isZero();
        assertThat(limit.secondsToWait("2001:db8:1:2::2")).isZero();

        assertThat(limit.secondsToWait("2001:db8:1:2:ffff::3")).isPositive();
        assertThat(limit.secondsToWait("2001:db8:1:3::1")).isZero();
    }

    @Test
    void remembers_no_more_addresses_than_it_may() {
        for (int address = 0; address < 1000; address++) {
            limit.secondsToWait("10.0.%d.%d".formatted(address / 250, address % 250));
        }

        assertThat(limit.remembered()).isEqualTo(100);
    }
}
