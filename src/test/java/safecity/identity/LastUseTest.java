package safecity.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpSession;

/** A session ends when nobody used it, however often the screen refreshed itself. */
class LastUseTest {

    private static final Duration IDLE = Duration.ofMinutes(15);
    private static final Instant NINE = Instant.parse("2020-06-01T01:00:00Z");

    private final MockHttpSession session = new MockHttpSession();

    @Test
    void goes_on_as_long_as_somebody_does_something() {
        for (int minutes = 0; minutes <= 60; minutes += 15) {
            assertThat(isTooLongAgo("/items", minutes)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/api/engine/engine/default/filter/5a1c/list",
                "/camunda/api/engine/engine/default/filter/5a1c/count",
                "/camunda/api/engine/engine/default/filter/count",
                "/tasks/cards"
            })
    void lists_that_refresh_themselves_do_not_prolong_it(String address) {
        assertThat(isTooLongAgo("/items", 0)).isFalse();
        for (int minutes = 1; minutes <= 15; minutes++) {
            assertThat(isTooLongAgo(address, minutes)).isFalse();
        }
        assertThat(isTooLongAgo(address, 16)).isTrue();
        assertThat(isTooLongAgo("/items", 16)).as("who comes back").isTrue();
    }

    @Test
    void board_that_refreshes_itself_does_not_prolong_it() {
        assertThat(isTooLongAgo("/board", 0)).isFalse();
        MockHttpServletRequest refresh = request("/board");
        refresh.addHeader(LastUse.OWN_ACCORD, "true");
        assertThat(LastUse.isTooLongAgo(refresh, at(10), IDLE)).isFalse();

        assertThat(isTooLongAgo("/board", 16)).isTrue();
    }

    private boolean isTooLongAgo(String address, int minutes) {
        return LastUse.isTooLongAgo(request(address), at(minutes), IDLE);
    }

    private MockHttpServletRequest request(String address) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", address);
        request.setSession(session);
        return request;
    }

    private static Instant at(int minutes) {
        return NINE.plus(Duration.ofMinutes(minutes));
    }
}
