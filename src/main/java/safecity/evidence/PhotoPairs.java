package safecity.evidence;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 前后对照: which photo from before stands beside which from after. Those that their uploader put together come together, the others in the order in which
 * they came.
 */
final class PhotoPairs {

    private PhotoPairs() {}

    /** Two photos; one of them may be missing. {@code repeated} says whether the one from before stands in the pair above too. */
    record Pair(@Nullable EvidenceItem before, @Nullable EvidenceItem after, boolean repeated) {}

    static List<Pair> of(List<EvidenceItem> before, List<EvidenceItem> after) {
        List<Long> known = before.stream().map(EvidenceItem::id).toList();
        Iterator<EvidenceItem> free =
                after.stream().filter(photo -> !known.contains(photo.pair())).iterator();
        List<Pair> pairs = new ArrayList<>();
        for (EvidenceItem photo : before) {
            List<EvidenceItem> chosen = after.stream()
                    .filter(other -> Long.valueOf(photo.id()).equals(other.pair()))
                    .toList();
            for (int at = 0; at < chosen.size(); at++) {
                pairs.add(new Pair(photo, chosen.get(at), at > 0));
            }
            if (chosen.isEmpty()) {
                pairs.add(new Pair(photo, free.hasNext() ? free.next() : null, false));
            }
        }
        free.forEachRemaining(photo -> pairs.add(new Pair(null, photo, false)));
        return pairs;
    }
}
