package safecity.evidence;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import safecity.item.CurrentStep;

/**
 * The files of an item as the fragment {@code evidence/files} shows them to one person.
 *
 * @param number       of the item
 * @param place        of the item; may be empty
 * @param taskId       task in which the person may add files; null if there is none
 * @param uploadPhases what added files may show; empty if the person may add none
 * @param claimable    whether the person could add files after claiming the task
 * @param current      this round
 * @param earlier      rounds before, the latest first
 */
record FilesView(
        String number,
        String place,
        @Nullable String taskId,
        List<Phase> uploadPhases,
        boolean claimable,
        Round current,
        List<Round> earlier) {

    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /**
     * A round.
     *
     * @param count  its files
     * @param pairs  its photos from before beside those from after, see {@link PhotoPairs}
     * @param groups all its other files by phase; phases without such files are left out
     */
    record Round(int number, int count, List<Pair> pairs, List<Group> groups) {

        /** The photos from before that those from after may be said to belong to. */
        public List<File> befores() {
            return pairs.stream()
                    .filter(pair -> pair.before() != null && !pair.repeated())
                    .map(Pair::before)
                    .toList();
        }
    }

    /**
     * 整改前, 整改后: photos side by side; one of them may be missing.
     *
     * @param earlier  round that the photo from before is of, where the round has none of its own; else null
     * @param repeated whether the photo from before stands in the pair above too
     */
    record Pair(
            @Nullable File before,
            @Nullable File after,
            @Nullable Integer earlier,
            boolean repeated) {}

    /** The files of one phase. */
    record Group(Phase phase, List<File> files) {}

    /**
     * One file; all texts are as shown.
     *
     * @param hash      who may not open the file has the whole of it to compare
     * @param elsewhere how many other items hold the same bytes
     * @param numbers   those of them that the viewer may see
     * @param pair      id of the photo from before that it was said to belong to
     */
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
            List<String> numbers,
            @Nullable Long pair,
            boolean deletable,
            boolean opens) {}

    static FilesView of(Access access, List<EvidenceItem> files, Map<String, List<String>> elsewhere) {
        int round = access.item().round();
        var rounds = new TreeMap<Integer, List<EvidenceItem>>(Comparator.reverseOrder());
        rounds.put(round, List.of());
        for (EvidenceItem file : files) {
            rounds.merge(file.round(), List.of(file), FilesView::joined);
        }
        List<Round> views = rounds.entrySet().stream()
                .map(entry -> round(entry.getKey(), entry.getValue(), files, access, elsewhere))
                .toList();
        CurrentStep step = access.step();
        return new FilesView(
                access.item().number(),
                access.item().place(),
                step == null ? null : step.taskId(),
                List.copyOf(access.phases()),
                access.claimable(),
                views.stream()
                        .filter(view -> view.number() == round)
                        .findFirst()
                        .orElseThrow(),
                views.stream().filter(view -> view.number() != round).toList());
    }

    private static Round round(
            int number,
            List<EvidenceItem> files,
            List<EvidenceItem> all,
            Access access,
            Map<String, List<String>> elsewhere) {
        List<Group> groups = Arrays.stream(Phase.values())
                .map(phase -> new Group(
                        phase,
                        files.stream()
                                .filter(file -> file.phase() == phase && !isPaired(file))
                                .map(file -> file(file, access, elsewhere))
                                .toList()))
                .filter(group -> !group.files().isEmpty())
                .toList();
        return new Round(number, files.size(), pairs(number, files, all, access, elsewhere), groups);
    }

    private static boolean isPaired(EvidenceItem file) {
        return file.hasThumbnail() && (file.phase() == Phase.BEFORE || file.phase() == Phase.AFTER);
    }

    private static List<Pair> pairs(
            int number,
            List<EvidenceItem> files,
            List<EvidenceItem> all,
            Access access,
            Map<String, List<String>> elsewhere) {
        List<EvidenceItem> after = photos(files, Phase.AFTER);
        List<EvidenceItem> before = photos(files, Phase.BEFORE);
        @Nullable Integer earlier = null;
        if (before.isEmpty() && !after.isEmpty()) {
            earlier = all.stream()
                    .filter(file -> file.round() < number && isPaired(file) && file.phase() == Phase.BEFORE)
                    .map(EvidenceItem::round)
                    .max(Comparator.naturalOrder())
                    .orElse(null);
            int round = earlier == null ? number : earlier;
            before = photos(all.stream().filter(file -> file.round() == round).toList(), Phase.BEFORE);
        }
        @Nullable Integer from = earlier;
        return PhotoPairs.of(before, after).stream()
                .map(pair -> new Pair(
                        pair.before() == null ? null : file(pair.before(), access, elsewhere),
                        pair.after() == null ? null : file(pair.after(), access, elsewhere),
                        from,
                        pair.repeated()))
                .toList();
    }

    private static List<EvidenceItem> photos(List<EvidenceItem> files, Phase phase) {
        return files.stream()
                .filter(file -> isPaired(file) && file.phase() == phase)
                .toList();
    }

    private static File file(EvidenceItem file, Access access, Map<String, List<String>> elsewhere) {
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
                access.person().opensFiles() ? file.sha256().substring(0, 8) : file.sha256(),
                file.sealed(),
                file.elsewhere(),
                elsewhere.getOrDefault(file.sha256(), List.of()),
                file.pair(),
                access.mayDelete(file),
                access.person().opensFiles());
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
