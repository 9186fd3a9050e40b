package safecity.identity;

import java.util.List;
import java.util.Locale;

/** Says in a few words which browser on which system a person uses, as far as it tells. */
final class Agents {

    private record Mark(String sign, String name) {}

    /** The first that fits counts: the browsers call themselves by the names of those that they descend from. */
    private static final List<Mark> BROWSERS = List.of(
            new Mark("micromessenger", "微信"),
            new Mark("wxwork", "企业微信"),
            new Mark("dingtalk", "钉钉"),
            new Mark("edg", "Edge"),
            new Mark("firefox", "Firefox"),
            new Mark("360", "360"),
            new Mark("chrome", "Chrome"),
            new Mark("safari", "Safari"));

    private static final List<Mark> SYSTEMS = List.of(
            new Mark("harmony", "鸿蒙"),
            new Mark("android", "安卓"),
            new Mark("iphone", "iPhone"),
            new Mark("ipad", "iPad"),
            new Mark("windows", "Windows"),
            new Mark("mac os", "macOS"),
            new Mark("linux", "Linux"));

    private Agents() {}

    static String inWords(String agent) {
        String text = agent.toLowerCase(Locale.ROOT);
        return find(BROWSERS, text, "其他浏览器") + " · " + find(SYSTEMS, text, "其他系统");
    }

    private static String find(List<Mark> marks, String text, String otherwise) {
        return marks.stream()
                .filter(mark -> text.contains(mark.sign()))
                .map(Mark::name)
                .findFirst()
                .orElse(otherwise);
    }
}
