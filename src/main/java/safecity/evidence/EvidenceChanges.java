package safecity.evidence;

import java.io.InputStream;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import safecity.engine.Refused;
import safecity.identity.Person;
import safecity.item.Item;
import safecity.item.ItemLog;

/** Adds and deletes files for people. Bytes are checked before a transaction opens, rights before the bytes and again within it. */
@Component
public class EvidenceChanges {

    /** Files of one item in one round. */
    static final int MAX_FILES = 50;

    private static final String NOT_ASSIGNEE = "请先认领需要佐证材料的任务，再上传或删除";

    private final Evidence evidence;
    private final EvidenceStore store;
    private final EvidenceRights rights;
    private final FileCheck check;
    private final EvidenceDays days;
    private final ItemLog log;
    private final TransactionTemplate transaction;

    EvidenceChanges(
            Evidence evidence,
            EvidenceStore store,
            EvidenceRights rights,
            FileCheck check,
            EvidenceDays days,
            ItemLog log,
            TransactionTemplate transaction) {
        this.evidence = evidence;
        this.store = store;
        this.rights = rights;
        this.check = check;
        this.days = days;
        this.log = log;
        this.transaction = transaction;
    }

    /**
     * Adds a file to the item of an open task.
     *
     * @return the file as it is kept
     * @throws NoSuchElementException if the task is not open or its item is hidden from the person
     * @throws NotAllowed if the person is not the task's assignee, or the task takes no files
     * @throws Refused if the file is refused, is there already, or is one too many in its round or of its unit on this day
     */
    public EvidenceItem add(String taskId, Phase phase, InputStream upload, @Nullable String name, Person person) {
        Item seen = requireAccess(taskId, phase, person).item();
        requireRoom(seen);
        days.requireRoom(person);
        AcceptedFile file = check.accept(upload, name);
        long id = transaction.execute(status -> {
            evidence.lock(seen.id());
            Item item = requireAccess(taskId, phase, person).item();
            requireRoom(item);
            evidence.nameOfSame(item, phase, file.sha256()).ifPresent(earlier -> {
                throw new Refused("“%s”与已上传的“%s”内容相同，无需重复上传".formatted(file.name(), earlier));
            });
            store.keep(file.sha256(), file.kind().mediaType(), file.bytes(), file.thumbnail());
            long added = evidence.add(item, phase, file, taskId, person);
            log.append(item.id(), person.login(), "上传材料", told(phase, file.name(), file.sha256()));
            days.count(person, file.bytes().length);
            return added;
        });
        return evidence.find(id).orElseThrow();
    }

    /**
     * Deletes a file that was not submitted yet.
     *
     * @throws NoSuchElementException if there is no such file or its item is hidden from the person
     * @throws NotAllowed if the person does not hold a task that takes such files, or is of another unit
     * @throws Refused if the file was submitted
     */
    void delete(long id, Person person) {
        transaction.executeWithoutResult(status -> {
            EvidenceItem file = evidence.find(id).orElseThrow();
            rights.requireVisible(file, person);
            evidence.lock(file.itemId());
            Access access = rights.byFile(file, person).orElseThrow();
            if (evidence.find(id).orElseThrow().sealed()) {
                throw new Refused("“%s”已随整改结果提交，不能删除".formatted(file.fileName()));
            }
            if (!access.mayDelete(file)) {
                throw new NotAllowed(access.phases().isEmpty() ? NOT_ASSIGNEE : "只能删除本单位在本轮上传的材料");
            }
            if (!evidence.remove(id)) {
                throw new Refused("“%s”已随整改结果提交，不能删除".formatted(file.fileName()));
            }
            store.forget(file.sha256());
            log.append(file.itemId(), person.login(), "删除材料", told(file.phase(), file.fileName(), file.sha256()));
        });
    }

    /**
     * Says which photo from before a photo from after belongs to.
     *
     * @param before id of a photo from before; null to go by the order in which they came
     * @throws NoSuchElementException if there is no such file or its item is hidden from the person
     * @throws NotAllowed if the person could not delete the file either
     * @throws Refused if the file was submitted, or one of the two is no such photo of the item
     */
    void pair(long id, @Nullable Long before, Person person) {
        transaction.executeWithoutResult(status -> {
            EvidenceItem file = evidence.find(id).orElseThrow();
            rights.requireVisible(file, person);
            evidence.lock(file.itemId());
            if (evidence.find(id).orElseThrow().sealed()) {
                throw new Refused("“%s”已随整改结果提交，不能再改对照".formatted(file.fileName()));
            }
            if (!rights.byFile(file, person).orElseThrow().mayDelete(file)) {
                throw new NotAllowed("请先认领需要佐证材料的任务，再调整本单位上传的照片");
            }
            if (file.phase() != Phase.AFTER || !file.hasThumbnail() || before != null && !isBefore(before, file)) {
                throw new Refused("只能把整改后照片对应到本问题的整改前照片，请刷新页面后重选");
            }
            evidence.pair(id, before);
        });
    }

    private boolean isBefore(long before, EvidenceItem file) {
        return evidence.find(before)
                .filter(other -> other.itemId() == file.itemId() && other.round() <= file.round())
                .filter(other -> other.phase() == Phase.BEFORE && other.hasThumbnail())
                .isPresent();
    }

    private Access requireAccess(String taskId, Phase phase, Person person) {
        Access access = rights.byTask(taskId, person).orElseThrow();
        if (access.phases().isEmpty()) {
            throw new NotAllowed(NOT_ASSIGNEE);
        }
        if (!access.phases().contains(phase)) {
            throw new Refused("当前环节不接收“%s”材料".formatted(phase.label()));
        }
        return access;
    }

    private void requireRoom(Item item) {
        if (evidence.count(item.id(), item.round()) >= MAX_FILES) {
            throw new Refused("每轮整改最多上传 %d 个文件，请先删除不需要的文件".formatted(MAX_FILES));
        }
    }

    private static String told(Phase phase, String name, String sha256) {
        return "%s“%s”，校验码 %s".formatted(phase.label(), name, sha256.substring(0, 16));
    }
}
