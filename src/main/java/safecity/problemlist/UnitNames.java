package safecity.problemlist;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import safecity.unit.Unit;

/** Finds units by the names that lists write. A name counts only if the directory has it; what looks alike is proposed, never taken. */
final class UnitNames {

    private static final double LEAST_LIKENESS = 0.5;
    private static final int MOST_SUGGESTIONS = 3;

    private final List<Unit> units;
    private final UnitGroups groups;
    private final Map<String, Unit> byName = new HashMap<>();

    UnitNames(List<Unit> units, UnitGroups groups) {
        this.units = units;
        this.groups = groups;
        for (Unit unit : units) {
            names(unit).forEach(name -> byName.putIfAbsent(plain(name), unit));
        }
    }

    /**
     * Units that were read from one cell.
     *
     * @param units    in the order given, each once, groups expanded
     * @param group    the group word that was used, if any
     * @param unknown  names that the directory does not have
     */
    record Found(Set<Unit> units, @Nullable String group, List<String> unknown) {}

    /** Reads the names of a cell, separated by 、；，/ or line breaks; a name that itself has such a sign is found whole first. */
    Found read(String cell) {
        Set<Unit> found = new LinkedHashSet<>();
        List<String> unknown = new ArrayList<>();
        String group = null;
        Unit whole = byName.get(plain(cell));
        if (whole != null) {
            return new Found(Set.of(whole), null, List.of());
        }
        for (String part : cell.split("[、;；,，/／\\r\\n]+")) {
            String name = plain(part);
            if (name.isEmpty()) {
                continue;
            }
            Unit unit = byName.get(name);
            Set<String> kinds = groups.kinds(name);
            if (unit != null) {
                found.add(unit);
            } else if (!kinds.isEmpty()) {
                group = part.strip();
                units.stream().filter(each -> kinds.contains(each.kind())).forEach(found::add);
            } else {
                unknown.add(part.strip());
            }
        }
        return new Found(found, group, unknown);
    }

    /** Says that a name is not in the directory, with the names nearest to it. */
    String unknown(String role, String name) {
        String shown = name.length() <= 40 ? name : name.substring(0, 40) + "…";
        List<String> near = suggestions(name);
        return near.isEmpty()
                ? "%s“%s”不在单位名录中，名录里也没有相近的名称。请按单位名录填写".formatted(role, shown)
                : "%s“%s”不在单位名录中。相近的有：%s。请核对后改正".formatted(role, shown, String.join("、", near));
    }

    /** Short names of the units nearest to a name, nearest first, at most three. */
    List<String> suggestions(String name) {
        record Near(String shortName, double likeness) {}
        String wanted = plain(name);
        if (wanted.length() > 60) {
            return List.of();
        }
        return units.stream()
                .map(unit -> new Near(
                        unit.shortName(),
                        names(unit)
                                .mapToDouble(each -> likeness(wanted, plain(each)))
                                .max()
                                .orElse(0)))
                .filter(near -> near.likeness() >= LEAST_LIKENESS)
                .sorted(Comparator.comparingDouble(Near::likeness).reversed())
                .limit(MOST_SUGGESTIONS)
                .map(Near::shortName)
                .toList();
    }

    private static Stream<String> names(Unit unit) {
        return Stream.concat(Stream.of(unit.shortName(), unit.fullName()), unit.aliases().stream());
    }

    /** Share of two-character pieces in common, from 0 to 1. */
    private static double likeness(String a, String b) {
        Set<String> pairsOfA = pairs(a);
        Set<String> pairsOfB = pairs(b);
        if (pairsOfA.isEmpty() || pairsOfB.isEmpty()) {
            return 0;
        }
        Set<String> common = new HashSet<>(pairsOfA);
        common.retainAll(pairsOfB);
        return 2.0 * common.size() / (pairsOfA.size() + pairsOfB.size());
    }

    private static Set<String> pairs(String text) {
        return Stream.iterate(0, at -> at + 2 <= text.length(), at -> at + 1)
                .map(at -> text.substring(at, at + 2))
                .collect(Collectors.toSet());
    }

    static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKC).replaceAll("[\\s\\p{Z}\\p{Cf}]", "");
    }
}
