package safecity.identity;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import safecity.database.StartRefused;

/**
 * 反向代理: whose word for a client's address counts. Left to itself the web server believes whoever asks from 10.x, 172.16.x or 192.168.x, which in a
 * government's network is everybody: throttles and the trail would take the address that the client made up.
 */
@Component
final class TrustedProxy {

    /**
     * Checks how the program was set up.
     *
     * @throws StartRefused outside of demonstration mode, if addresses are taken from headers and it is not said whose
     */
    TrustedProxy(
            @Value("${server.forward-headers-strategy:}") String strategy,
            @Value("${server.tomcat.remoteip.internal-proxies:}") String proxies,
            Demonstration demonstration) {
        if (demonstration.isOn()) {
            return;
        }
        if (strategy.equalsIgnoreCase("framework")) {
            throw new StartRefused("server.forward-headers-strategy 为 framework 时，任何人都能伪造来源地址，请改为 native，"
                    + "并在 server.tomcat.remoteip.internal-proxies 写明反向代理的地址");
        }
        if (strategy.equalsIgnoreCase("native") && proxies.isBlank()) {
            throw new StartRefused("server.forward-headers-strategy 为 native，但没有写明反向代理的地址，内网里任何人都能伪造来源地址。"
                    + "请在 config/application.yaml 里填 server.tomcat.remoteip.internal-proxies（正则表达式，例如 10\\.1\\.2\\.3）");
        }
    }
}
