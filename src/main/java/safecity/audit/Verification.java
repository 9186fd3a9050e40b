package safecity.audit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 核对: reads the whole chain, some thousand entries at a time, and compares it with itself and with the anchors. */
@Component
class Verification {

    private static final int FETCHED = 2_000;

    private final JdbcClient jdbc;
    private final AnchorFiles files;

    Verification(JdbcTemplate template, AnchorFiles files) {
        this.jdbc = JdbcClient.create(template);
        this.files = files;
    }

    /**
     * The first place where the chain is not what it was.
     *
     * @param seq number of the first entry that is wrong or missing; 0 if a file of anchors cannot be read
     * @param why in a Chinese sentence
     */
    record Break(long seq, String why) {}

    /**
     * What was found.
     *
     * @param rows    how many entries were read
     * @param anchors how many anchors were compared
     * @param broken  null if all is as it was written
     */
    record Result(
            long rows, int anchors, Duration took, @Nullable Break broken) {

        /** In a Chinese sentence, for the page and the console. */
        public String sentence() {
            String read = "共核对 %,d 条、锚点 %d 个，用时 %.1f 秒".formatted(rows, anchors, took.toMillis() / 1000.0);
            return broken == null ? "审计链完整。" + read : "审计链已损坏：" + broken.why() + "。" + read;
        }
    }

    /** Reads until the first break, or to the end. Entries that are added meanwhile are read too. */
    Result run() {
        long began = System.nanoTime();
        AnchorFiles.Content content = files.read();
        Deque<Anchor> anchors = content.anchors().stream()
                .sorted(Comparator.comparingLong(Anchor::seq))
                .collect(Collectors.toCollection(ArrayDeque::new));
        int known = anchors.size();
        long rows = 0;
        Chain.End end = new Chain.End(0, "");
        @Nullable Break broken = null;
        List<Entry> page;
        do {
            page = pageAfter(end.seq());
            for (Entry entry : page) {
                broken = compare(entry, end, anchors);
                if (broken != null) {
                    break;
                }
                rows++;
                end = new Chain.End(entry.seq(), entry.hash());
            }
        } while (broken == null && page.size() == FETCHED);
        if (broken == null) {
            broken = beyond(end, anchors, content.unreadable());
        }
        return new Result(rows, known - anchors.size(), Duration.ofNanos(System.nanoTime() - began), broken);
    }

    private List<Entry> pageAfter(long seq) {
        return jdbc.sql("select " + Entry.COLUMNS + """
                  from safecity.audit_entry e
                 where e.seq > :seq
                 order by e.seq
                 limit :limit""")
                .param("seq", seq)
                .param("limit", FETCHED)
                .query(Entry::read)
                .list();
    }

    private static @Nullable Break compare(Entry entry, Chain.End before, Deque<Anchor> anchors) {
        long expected = before.seq() + 1;
        if (entry.seq() != expected) {
            return new Break(
                    expected,
                    entry.seq() == expected + 1
                            ? "缺第 %d 条，它被删除了".formatted(expected)
                            : "缺第 %d 至 %d 条，它们被删除了".formatted(expected, entry.seq() - 1));
        }
        if (!entry.hash().equals(entry.computedHash())) {
            return new Break(expected, "第 %d 条的内容与它的哈希不符，它被改动过".formatted(expected));
        }
        if (!entry.previousHash().equals(before.hash())) {
            return new Break(expected, "第 %d 条与上一条不衔接，它或上一条被整条换过".formatted(expected));
        }
        while (!anchors.isEmpty() && anchors.peek().seq() == expected) {
            Anchor anchor = anchors.peek();
            if (!anchor.hash().equals(entry.hash()) || anchor.count() != expected) {
                return new Break(expected, "第 %d 条与 %s 的锚点不符，它或更早的记录被整体改写过".formatted(expected, anchor.day()));
            }
            anchors.remove();
        }
        return null;
    }

    private static @Nullable Break beyond(Chain.End end, Deque<Anchor> anchors, List<String> unreadable) {
        @Nullable Anchor missing = anchors.peek();
        if (missing != null) {
            return new Break(
                    end.seq() + 1,
                    "%s 的锚点记到第 %d 条，而日志只到第 %d 条，末尾被删除了".formatted(missing.day(), missing.seq(), end.seq()));
        }
        return unreadable.isEmpty()
                ? null
                : new Break(0, "锚点文件有不能识别的行（%s），请与另存的副本核对".formatted(String.join("、", unreadable)));
    }
}
