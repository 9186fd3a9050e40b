package safecity.cockpit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import safecity.engine.WebAppUse;
import safecity.identity.Person;
import safecity.identity.Role;
import safecity.identity.WebAppRoles;

/**
 * What the frame around every page shows.
 *
 * @param path   path of the request
 * @param viewer who is signed in; null if nobody is
 * @param menu   what the viewer may open
 * @param asOf   when the page was made, as a print says it
 * @param unreadNotices counts the notices that the viewer has not read, only if the page asks
 */
record Frame(String path, @Nullable Person viewer, List<Entry> menu, String asOf, IntSupplier unreadNotices) {

    private static final int MOST_COUNTED = 99;

    static final String TASKLIST = "/camunda/app/tasklist/default/";
    static final String MY = "/my";
    static final String COCKPIT = "/camunda/app/cockpit/default/";

    private static final Entry BOARD = new Entry("督办驾驶舱", "/board", "全区的总数、灯色、排名、趋势和今天须关注的事");
    private static final Entry ITEMS = new Entry("问题清单", "/items", "各单位的问题、时限、当前环节和经办人");
    private static final Entry LISTINGS = new Entry("挂牌督办", "/listings", "重大隐患从拟挂牌到摘牌：看板、时间表和台账");
    private static final Entry LISTS = new Entry("清单导入", "/lists", "导入问题清单、核对、签发和派发");
    private static final Entry MY_TASKS = new Entry("我的任务", MY, "待我办理、在办、超期和已办的任务，手机上也能办");
    private static final Entry TASKS = new Entry("任务列表", TASKLIST, "待我办理的任务");
    private static final Entry DOCUMENTS = new Entry("督办文书", "/documents", "督办函、约谈通知书、提级建议：签发、签收、回复");
    private static final Entry NOTICES = new Entry("通知", "/notices", "发出的邮件通知：给谁、何时、发送结果、是否已读");
    private static final Entry ROBOTS = new Entry("群机器人", "/robots", "把通知同时发到企业微信、钉钉、飞书群");
    private static final Entry INTEGRATIONS = new Entry("系统对接", "/integrations", "发放接口令牌，设置向其他系统推送事件");
    private static final Entry DISPLAYS = new Entry("大屏链接", "/board/displays", "让值班室的大屏不登录也能显示督办数字");
    private static final Entry AUDIT = new Entry("操作日志", "/audit", "谁在什么时候、从哪里做了什么，日志是否完整");
    private static final Entry EXPORTS = new Entry("导出记录", "/exports", "谁在什么时候导出了哪些数据");
    private static final Entry CALENDAR = new Entry("工作日历", "/calendar", "节假日和调休，时限按它推算");
    private static final Entry LADDER = new Entry("升级规则", "/ladder", "改过的提醒、升级规则先试算，看会发出什么");
    private static final Entry MONITOR = new Entry("运行监控", COCKPIT, "流程实例、流程图和运行中的故障");
    private static final Entry ACCOUNTS = new Entry("账号管理", "/accounts", "账号、角色、锁定和登录会话");

    /** So many entries stand side by side; more are put into groups. */
    private static final int MOST_FLAT = 8;

    private static final List<Group> GROUPS = List.of(
            new Group("督办", List.of(BOARD, ITEMS, LISTINGS, DOCUMENTS)),
            new Group("办理", List.of(MY_TASKS, TASKS, NOTICES)),
            new Group("清单", List.of(LISTS)),
            new Group("规则", List.of(CALENDAR, LADDER, MONITOR)),
            new Group("系统", List.of(ACCOUNTS, ROBOTS, INTEGRATIONS, DISPLAYS)),
            new Group("审计", List.of(AUDIT, EXPORTS)));

    /** Entries that belong together. */
    record Group(String label, List<Entry> entries) {

        /** Whether the page of the path lies below one of them. */
        public boolean covers(String path) {
            return entries.stream().anyMatch(entry -> entry.covers(path));
        }

        private Group of(List<Entry> menu) {
            return new Group(label, entries.stream().filter(menu::contains).toList());
        }
    }

    /** One thing to open; {@code about} says in a sentence what it is for. */
    record Entry(String label, String href, String about) {

        /** Whether the page of the path lies below this entry. */
        public boolean covers(String path) {
            return path.equals(href) || path.startsWith(href.endsWith("/") ? href : href + "/");
        }
    }

    static Frame of(String path, @Nullable Person viewer, String asOf, IntSupplier unreadNotices) {
        return new Frame(path, viewer, viewer == null ? List.of() : menuOf(viewer), asOf, unreadNotices);
    }

    /** The menu in groups; an entry without others stands for itself, as all do where they are few. */
    public List<Group> groups() {
        return menu.size() <= MOST_FLAT
                ? menu.stream()
                        .map(entry -> new Group(entry.label(), List.of(entry)))
                        .toList()
                : GROUPS.stream()
                        .map(group -> group.of(menu))
                        .filter(group -> !group.entries().isEmpty())
                        .toList();
    }

    /** How many notices the viewer has not read, as 99+ beyond that; empty for none. */
    public String unread() {
        int count = unreadNotices.getAsInt();
        return count == 0 ? "" : count > MOST_COUNTED ? MOST_COUNTED + "+" : Integer.toString(count);
    }

    /** Whether the viewer has items to search. */
    public boolean searches() {
        return menu.contains(ITEMS);
    }

    private static List<Entry> menuOf(Person viewer) {
        List<Entry> menu = new ArrayList<>();
        if (viewer.seesEverything()) {
            menu.add(BOARD);
        }
        if (viewer.readsItems()) {
            menu.add(ITEMS);
            menu.add(LISTINGS);
        }
        if (viewer.has(Role.SUPERVISOR)) {
            menu.add(LISTS);
        }
        if (viewer.workUnit() != null) {
            menu.add(MY_TASKS);
            menu.add(TASKS);
        }
        if (viewer.seesEverything() || viewer.has(Role.UNIT_CLERK) || viewer.has(Role.UNIT_HEAD)) {
            menu.add(DOCUMENTS);
        }
        if (viewer.workUnit() != null
                || viewer.has(Role.AUDIT_ADMINISTRATOR)
                || viewer.has(Role.SYSTEM_ADMINISTRATOR)) {
            menu.add(NOTICES);
        }
        if (viewer.has(Role.SYSTEM_ADMINISTRATOR)
                || viewer.has(Role.SECURITY_ADMINISTRATOR)
                || viewer.has(Role.AUDIT_ADMINISTRATOR)) {
            menu.add(ACCOUNTS);
        }
        if (viewer.has(Role.SYSTEM_ADMINISTRATOR)) {
            menu.add(ROBOTS);
            menu.add(INTEGRATIONS);
            menu.add(DISPLAYS);
        }
        if (viewer.has(Role.AUDIT_ADMINISTRATOR)) {
            menu.add(AUDIT);
            menu.add(EXPORTS);
        }
        menu.add(CALENDAR);
        if (viewer.has(Role.SUPERVISOR) || viewer.has(Role.DESIGNER)) {
            menu.add(LADDER);
        }
        if (WebAppRoles.opens(viewer, WebAppUse.COCKPIT)) {
            menu.add(MONITOR);
        }
        return List.copyOf(menu);
    }
}
