package safecity.identity;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** At the start: warns if sessions of a real installation travel over plain HTTP too, where whoever listens takes them over. */
@Component
class CookieCheck {

    private static final Logger log = LoggerFactory.getLogger(CookieCheck.class);

    private final boolean tolerated;

    CookieCheck(
            Demonstration demonstration,
            @Value("${server.servlet.session.cookie.secure:false}") boolean secure,
            @Value("${safecity.plain-http:false}") boolean plainHttp) {
        this.tolerated = secure || plainHttp || demonstration.isOn();
    }

    @EventListener(ApplicationReadyEvent.class)
    void report() {
        if (!tolerated) {
            log.warn("会话 Cookie 会随未加密的 HTTP 发送，可被窃听冒用：请在 HTTPS 反向代理之后运行，并设 server.servlet.session.cookie.secure=true 和 "
                    + "server.forward-headers-strategy=native；确需不加密运行的，设 safecity.plain-http=true 后不再提示");
        }
    }
}
