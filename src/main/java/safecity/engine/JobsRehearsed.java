package safecity.engine;

import java.time.Instant;

/**
 * The due jobs of a rehearsed history are about to run: whoever counts timers in the background otherwise does so now, in this thread.
 *
 * @param moment what the clock says
 */
public record JobsRehearsed(Instant moment) {}
