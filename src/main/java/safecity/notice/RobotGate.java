package safecity.notice;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import safecity.engine.Refused;

/**
 * Where robots may be: only at the hosts that the operator lists in {@code safecity.robot-hosts}, so that nobody can have this server call whatever
 * address they like. An entry is a host, which is then called by HTTPS at its usual port, or a whole origin such as {@code https://im.example.gov.cn:8443}.
 * Addresses of internal networks and plain HTTP need {@code safecity.robot-internal} besides.
 */
@Component
class RobotGate {

    private static final int LONGEST = 1000;

    private final List<String> origins;
    private final boolean internal;

    RobotGate(
            @Value("${safecity.robot-hosts:qyapi.weixin.qq.com, oapi.dingtalk.com, open.feishu.cn}") String hosts,
            @Value("${safecity.robot-internal:false}") boolean internal) {
        this.origins = Arrays.stream(hosts.split(","))
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .map(host -> host.contains("://") ? host : "https://" + host)
                .map(host -> host.toLowerCase(Locale.ROOT))
                .toList();
        this.internal = internal;
    }

    /**
     * Returns the address if a robot may be there.
     *
     * @throws Refused if it is no address, or not one of a listed host
     */
    URI require(String address) {
        URI uri;
        try {
            uri = new URI(address.strip());
        } catch (URISyntaxException wrong) {
            throw new Refused("机器人地址不是一个网址，请从群设置里完整复制");
        }
        if (uri.getHost() == null || uri.getScheme() == null || address.length() > LONGEST) {
            throw new Refused("机器人地址不是一个网址，请从群设置里完整复制");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new Refused("机器人地址里不能有登录名和“#”，请从群设置里完整复制");
        }
        String origin = (uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()))
                .toLowerCase(Locale.ROOT);
        if (!origin.startsWith("https://") && !internal) {
            throw new Refused("机器人地址必须以 https:// 开头");
        }
        if (!origins.contains(origin.replaceFirst("(?<=^https://[^:]{1,253}):443$", ""))) {
            throw new Refused(
                    "机器人主机“%s”不在允许的主机之列，请核对地址，或请运维人员在配置项 safecity.robot-hosts 里登记".formatted(uri.getAuthority()));
        }
        return uri;
    }

    /**
     * Looks the host up and refuses internal networks, unless they are allowed; to be called right before each call.
     *
     * @throws Refused if the host is unknown or internal
     */
    void requireOutside(URI uri) {
        try {
            if (!internal
                    && Arrays.stream(InetAddress.getAllByName(uri.getHost())).anyMatch(RobotGate::isInternal)) {
                throw new Refused("机器人主机“%s”指向内部网络，没有调用".formatted(uri.getHost()));
            }
        } catch (UnknownHostException unknown) {
            throw new Refused("机器人主机“%s”无法解析，请检查网络和域名服务".formatted(uri.getHost()));
        }
    }

    static boolean isInternal(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean sharedOrUnspecified =
                bytes.length == 4 && (first == 0 || first == 100 && (second & 0xc0) == 64 || first >= 240);
        boolean uniqueLocal = bytes.length == 16 && (first & 0xfe) == 0xfc;
        return sharedOrUnspecified
                || uniqueLocal
                || address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
    }
}
