package safecity.notice;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A row of the list of notices.
 *
 * @param number    number of the item; null if the notice is about no single item
 * @param opens     whether the viewer may open that item
 * @param kind      Chinese name of the kind
 * @param recipient Chinese name
 * @param unit      short name of the recipient's unit; may be empty
 * @param address   mail address, masked unless it is the viewer's own; empty if it goes to a robot
 * @param mine      whether the viewer is the recipient
 * @param nextTryAt when it goes out, while it waits
 * @param carrier   the mail that carries it, whose state is shown; null if it goes in a mail of its own
 * @param mail      Chinese name of the kind of that mail; empty without one
 * @param carries   how many other notices it carries
 * @param error     why it did not go out the last time, in plain words; empty if it did or was not tried yet
 */
record NoticeRow(
        long id,
        @Nullable String number,
        boolean opens,
        String kind,
        String recipient,
        String unit,
        String address,
        boolean mine,
        NoticeState state,
        int attempts,
        Instant nextTryAt,
        @Nullable Long carrier,
        String mail,
        int carries,
        String error,
        Instant createdAt,
        @Nullable Instant sentAt,
        @Nullable Instant readAt) {

    /** Whether it goes to a robot, not to a person. */
    public boolean toRobot() {
        return address.isEmpty();
    }

    /** How every error of a robot begins, which is plain already. */
    static final String ROBOT = "机器人";

    /** Where the item is, for whom it opens; the recipient's link marks the notice as read. */
    public String href() {
        return "/items/" + number + (mine ? "?notice=" + id : "");
    }

    /** Shows of an address no more than what tells two people apart: its first character and its domain. */
    static String masked(String address) {
        int at = address.lastIndexOf('@');
        return at < 1 ? "***" : address.substring(0, 1) + "***" + address.substring(at);
    }

    /** Says in plain words what a mail server or its absence said; the log has the original. */
    static String plain(@Nullable String error) {
        if (error == null) {
            return "";
        }
        if (error.startsWith(ROBOT)) {
            return error;
        }
        String said = error.toLowerCase(Locale.ROOT);
        if (said.contains("authentication")) {
            return "邮件服务器不接受系统的登录名或口令，请系统管理员检查邮件配置";
        }
        if (said.contains("addressexception") || said.contains("sendfailed") || said.matches("(?s).*\\b55[013]\\b.*")) {
            return "收件地址不正确或对方拒收，请核对收件人的邮箱";
        }
        if (said.contains("connect") || said.contains("unknownhost") || said.contains("timed out")) {
            return "连接不上邮件服务器";
        }
        return "邮件服务器没有收下，原因见系统日志";
    }
}
