package safecity.engine;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** A bean that any expression could reach if the guards failed; it counts who did. */
@Component("canary")
public class Canary {

    private final AtomicInteger calls = new AtomicInteger();

    public String sing() {
        calls.incrementAndGet();
        return "duban";
    }

    int calls() {
        return calls.get();
    }
}
