package safecity.evidence;

import java.io.ByteArrayOutputStream;
import safecity.engine.Refused;

/** Collects bytes up to a limit and refuses with a given message what goes over it. */
final class BoundedOutput extends ByteArrayOutputStream {

    private final int limit;
    private final String refusal;

    BoundedOutput(int limit, String refusal) {
        this.limit = limit;
        this.refusal = refusal;
    }

    @Override
    public synchronized void write(int value) {
        refuseBeyondLimit(1);
        super.write(value);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        refuseBeyondLimit(length);
        super.write(bytes, offset, length);
    }

    private void refuseBeyondLimit(int more) {
        if ((long) count + more > limit) {
            throw new Refused(refusal);
        }
    }
}
