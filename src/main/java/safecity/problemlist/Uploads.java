package safecity.problemlist;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import safecity.audit.AuditTrail;
import safecity.engine.Processes;
import safecity.engine.Refused;
import safecity.problemlist.ProblemList.Status;
import safecity.unit.Unit;
import safecity.unit.Units;

/** 导入: takes workbooks in, has them read in the background, and turns a confirmed preview into a running process. */
@Component
public class Uploads implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Uploads.class);
    private static final int READERS = 2;
    private static final int WAITING = 50;

    private final ProblemLists lists;
    private final ListRows rows;
    private final KnownProblems known;
    private final Units units;
    private final Processes processes;
    private final TransactionTemplate transaction;
    private final AuditTrail audit;
    private final Clock clock;
    private final ListDays days;
    private final ListReader reader;
    private final ThreadPoolExecutor background =
            new ThreadPoolExecutor(READERS, READERS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING), work -> {
                Thread thread = new Thread(work, "list-reader");
                thread.setDaemon(true);
                return thread;
            });

    Uploads(
            ProblemLists lists,
            ListRows rows,
            KnownProblems known,
            Units units,
            Processes processes,
            TransactionTemplate transaction,
            AuditTrail audit,
            Clock clock,
            ListDays days)
            throws IOException {
        this.lists = lists;
        this.rows = rows;
        this.known = known;
        this.units = units;
        this.processes = processes;
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
        this.days = days;
        try (Reader columns = open("list-columns.csv");
                Reader groups = open("unit-groups.csv")) {
            this.reader = new ListReader(new ListColumns(columns), new UnitGroups(groups));
        }
    }

    /** The list that was confirmed from the same bytes, if any: a file is imported once. */
    Optional<ProblemList> confirmed(byte[] file) {
        return lists.confirmed(DigestUtils.sha256Hex(file));
    }

    /**
     * Takes a file in and has it read; returns the list's id at once.
     *
     * @param fileName as the browser gives it; shown only
     * @param login    who uploads
     * @throws Refused if the file is too large, or one too many on this day
     */
    public long receive(byte[] file, String fileName, String login) {
        if (file.length > WorkbookGate.MAX_BYTES) {
            throw new Refused("文件超过 20 MB。请删除图片和多余的工作表，或拆成几个文件上传");
        }
        long id = Objects.requireNonNull(transaction.execute(status -> {
            days.requireRoom(login);
            return lists.add(plainName(fileName), DigestUtils.sha256Hex(file), file, login);
        }));
        read(id);
        return id;
    }

    /** Takes a file in and reads it in the caller's thread; returns the list's id. */
    public long receiveAndRead(byte[] file, String fileName, String login) {
        long id = lists.add(plainName(fileName), DigestUtils.sha256Hex(file), file, login);
        readNow(id);
        return id;
    }

    /** Reads the lists that an earlier run of the program left half read. */
    @EventListener(ApplicationReadyEvent.class)
    void readLeftOver() {
        lists.unread().forEach(this::read);
    }

    private void read(long id) {
        try {
            background.execute(() -> readNow(id));
        } catch (RejectedExecutionException full) {
            lists.refuse(id, "同时上传的文件太多，暂时读不过来。请几分钟后重新上传");
        }
    }

    /** Reads a list now, in the caller's thread. */
    void readNow(long id) {
        try {
            String fileName = lists.require(id).fileName();
            List<Unit> directory = units.all();
            ParsedList list = reader.read(
                    lists.file(id),
                    fileName,
                    LocalDate.now(clock).getYear(),
                    directory,
                    count -> lists.tellProgress(id, count));
            Map<String, String> names = directory.stream().collect(Collectors.toMap(Unit::code, Unit::shortName));
            List<Verdicts.Judged> judged = new Verdicts(
                            names, known.fingerprints(), known.existing(), LocalDate.now(clock))
                    .judge(list.rows());
            transaction.executeWithoutResult(status -> {
                if (lists.finishReading(id, list)) {
                    rows.add(id, judged);
                }
            });
        } catch (WorkbookRefused refused) {
            lists.refuse(id, String.valueOf(refused.getMessage()));
        } catch (IOException | RuntimeException | OutOfMemoryError failure) {
            log.error("List {} could not be read", id, failure);
            lists.refuse(id, "读取时程序出错，没有导入任何内容。请用 Excel 另存为新的 .xlsx 后重试，仍不行请联系系统管理员");
        }
    }

    /**
     * Confirms a preview: its chosen rows are graded, signed off and dispatched from here on.
     *
     * @return how many rows
     * @throws Refused if nothing is left to import, or somebody else was faster
     */
    public int confirm(long id, String login) {
        try {
            Integer chosen = transaction.execute(status -> {
                lists.queueForConfirmation();
                known.dropFrom(id);
                int count = rows.countChosen(id);
                if (count == 0) {
                    throw new Refused("没有可导入的行：其余各行有误、重复或已经导入");
                }
                lists.confirm(id, login);
                ProblemList list = lists.require(id);
                processes.start("problemlist", list.businessKey(), Map.of("listId", id));
                return count;
            });
            return chosen == null ? 0 : chosen;
        } catch (DuplicateKeyException twice) {
            throw new Refused("同一文件刚刚已由他人确认导入，本次没有重复导入。请返回清单列表查看");
        }
    }

    /** Gives a list up that was not confirmed. */
    void abandon(long id, Status from, String login) {
        transaction.executeWithoutResult(status -> {
            lists.move(id, from, Status.WITHDRAWN);
            audit.recordBy(login, "作废清单", "QD-" + id, "%s → %s".formatted(from.label(), Status.WITHDRAWN.label()));
        });
    }

    @Override
    public void destroy() {
        background.shutdownNow();
    }

    private static String plainName(String fileName) {
        String name =
                CleanText.of(fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1));
        name = name.replaceAll("[\\n\\t\"<>|:*?]", "");
        return name.isEmpty() ? "清单.xlsx" : name.length() > 120 ? name.substring(name.length() - 120) : name;
    }

    private static Reader open(String name) throws IOException {
        Resource own = new FileSystemResource("config/" + name);
        Resource resource = own.exists() ? own : new ClassPathResource("config/" + name);
        return new java.io.InputStreamReader(resource.getInputStream(), StandardCharsets.UTF_8);
    }
}
