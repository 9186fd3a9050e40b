package safecity.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import safecity.engine.Refused;

/**
 * Which hosts may be called: only those that the operator lists, so that nobody can have this server call whatever address they like. An entry is a
 * host, which is then called by HTTPS at its usual port, or a whole origin such as {@code https://im.example.gov.cn:8443}. Addresses of internal
 * networks and plain HTTP need the operator's consent besides.
 */
public class HostGate {

    private static final int LONGEST = 1000;

    private final String whose;
    private final String setting;
    private final List<String> origins;
    private final boolean internal;

    /**
     * Makes a gate.
     *
     * @param whose    what is called, in Chinese, as messages begin
     * @param setting  name of the operator's list
     * @param hosts    that list, separated by commas
     * @param internal whether internal networks and plain HTTP are allowed
     */
    protected HostGate(String whose, String setting, String hosts, boolean internal) {
        this.whose = whose;
        this.setting = setting;
        this.origins = Arrays.stream(hosts.split(","))
                .map(String::strip)
                .filter(host -> !host.isEmpty())
                .map(host -> host.contains("://") ? host : "https://" + host)
                .map(host -> host.toLowerCase(Locale.ROOT))
                .toList();
        this.internal = internal;
    }

    /**
     * Returns the address if it may be called.
     *
     * @throws Refused if it is no address, or not one of a listed host
     */
    public URI require(String address) {
        URI uri;
        try {
            uri = new URI(address.strip());
        } catch (URISyntaxException wrong) {
            throw new Refused(whose + "地址不是一个网址，请完整复制");
        }
        if (uri.getHost() == null || uri.getScheme() == null || address.length() > LONGEST) {
            throw new Refused(whose + "地址不是一个网址，请完整复制");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new Refused(whose + "地址里不能有登录名和“#”，请完整复制");
        }
        String origin = (uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()))
                .toLowerCase(Locale.ROOT);
        if (!origin.startsWith("https://") && !internal) {
            throw new Refused(whose + "地址必须以 https:// 开头");
        }
        if (!origins.contains(origin.replaceFirst("(?<=^https://[^:]{1,253}):443$", ""))) {
            throw new Refused(
                    "%s主机“%s”不在允许的主机之列，请核对地址，或请运维人员在配置项 %s 里登记".formatted(whose, uri.getAuthority(), setting));
        }
        return uri;
    }

    /**
     * Looks the host up and refuses internal networks, unless they are allowed; to be called right before each call.
     *
     * @throws Refused if the host is unknown or internal
     */
    public void requireOutside(URI uri) {
        try {
            if (!internal
                    && Arrays.stream(InetAddress.getAllByName(uri.getHost())).anyMatch(HostGate::isInternal)) {
                throw new Refused("%s主机“%s”指向内部网络，没有调用".formatted(whose, uri.getHost()));
            }
        } catch (UnknownHostException unknown) {
            throw new Refused("%s主机“%s”无法解析，请检查网络和域名服务".formatted(whose, uri.getHost()));
        }
    }

    /** Whether an address belongs to an internal network, to this machine, or to nobody. */
    public static boolean isInternal(InetAddress address) {
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
