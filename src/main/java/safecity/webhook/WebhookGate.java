package safecity.webhook;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import safecity.outbound.HostGate;

/** Where events may go: to the hosts of {@code safecity.webhook-hosts}; {@code safecity.webhook-internal} allows internal networks and plain HTTP. */
@Component
class WebhookGate extends HostGate {

    WebhookGate(
            @Value("${safecity.webhook-hosts}") String hosts, @Value("${safecity.webhook-internal}") boolean internal) {
        super("接收端", "safecity.webhook-hosts", hosts, internal);
    }
}
