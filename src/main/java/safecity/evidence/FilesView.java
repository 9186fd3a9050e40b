package safecity.evidence;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import safecity.item.CurrentStep;

/**
 * The files of an item as the fragment {@code evidence/files} shows them to one person.
 *
 * @param number       of the item
 * @param taskId       task in which the person may add files; null if there is none
 * @param uploadPhases what added files may show; empty if the person may add none
 * @param claimable    whether the person could add files after claiming the task
 * @param current      this round
 * @param earlier      rounds before, the latest first
 */
record FilesView(
        String number,
        @Nullable String taskId,
        List<Phase> uploadPhases,
        boolean claimable,
        Round current,
        List<Round> earlier) {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /** A round with its files by phase; phases without files and without upload are left out. */
    record Round(int number, int count, List<Group> groups) {}

    /** The files of one phase. */
    record Group(Phase phase, List<File> files) {}

    /** One file; all texts are as shown. */
    record File(
            long id,
            String name,
            boolean picture,
            String kind,
            String size,
            String uploader,
            String uploadedAt,
            @Nullable String takenAt,
            String hash,
            boolean submitted,
            int elsewhere,
            boolean deletable) {}

    static FilesView of(Access access, List<EvidenceItem> files) {
        int round = access.item().round();
        var rounds = new TreeMap<Integer, List<EvidenceItem>>(java.util.Comparator.reverseOrder());
        rounds.put(round, List.of());
        for (EvidenceItem file : files) {
            rounds.merge(file.round(), List.of(file), FilesView::joined);
        }
        List<Round> views = rounds.entrySet().stream()
                .map(entry -> round(entry.getKey(), entry.getValue(), access))
                .toList();
        CurrentStep step = access.step();
        return new FilesView(
                access.item().number(),
                step == null ? null : step.taskId(),
                List.copyOf(access.phases()),
                access.claimable(),
                views.stream()
                        .filter(view -> view.number() == round)
                        .findFirst()
                        .orElseThrow(),
                views.stream().filter(view -> view.number() != round).toList());
    }

    private static Round round(int number, List<EvidenceItem> files, Access access) {
        boolean current = number == access.item().round();
        List<Group> groups = Arrays.stream(Phase.values())
                .map(phase -> new Group(
                        phase,
                        files.stream()
                                .filter(file -> file.phase() == phase)
                                .map(file -> file(file, access))
                                .toList()))
                .filter(group ->
                        !group.files().isEmpty() || (current && access.phases().contains(group.phase())))
                .toList();
        return new Round(number, files.size(), groups);
    }

    private static File file(EvidenceItem file, Access access) {
        Instant taken = file.takenAt();
        return new File(
                file.id(),
                file.fileName(),
                file.hasThumbnail(),
                file.fileName().substring(file.fileName().lastIndexOf('.') + 1).toUpperCase(Locale.ROOT),
                size(file.size()),
                uploader(file),
                minute(file.uploadedAt()),
                taken == null ? null : minute(taken),
                file.sha256().substring(0, 8),
                file.sealed(),
                file.elsewhere(),
                access.mayDelete(file));
    }

    /** Unit and name, unless the name begins with the unit already. */
    private static String uploader(EvidenceItem file) {
        String unit = file.unitName();
        return unit == null || file.uploaderName().startsWith(unit)
                ? file.uploaderName()
                : unit + " " + file.uploaderName();
    }

    private static String minute(Instant instant) {
        return MINUTE.format(instant.atZone(CHINA));
    }

    private static String size(long bytes) {
        return bytes < 1024 * 1024
                ? "%d KB".formatted(Math.max(1, Math.round(bytes / 1024.0)))
                : String.format(Locale.ROOT, "%.1f MB", bytes / (1024.0 * 1024.0));
    }

    private static List<EvidenceItem> joined(List<EvidenceItem> first, List<EvidenceItem> second) {
        var all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
