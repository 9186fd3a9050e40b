package safecity.board;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import safecity.cockpit.ItemFilter;
import safecity.cockpit.Totals;
import safecity.identity.Person;
import safecity.identity.Role;
import safecity.unit.Unit;
import safecity.unit.Units;

/** The picture of a unit: what it is responsible for, where it stands among its like, and whom to call. */
@Repository
class UnitFile {

    private final JdbcClient jdbc;
    private final Units units;
    private final Totals totals;
    private final UnitRanking ranking;
    private final Trend trend;

    UnitFile(JdbcClient jdbc, Units units, Totals totals, UnitRanking ranking, Trend trend) {
        this.jdbc = jdbc;
        this.units = units;
        this.totals = totals;
        this.ranking = ranking;
        this.trend = trend;
    }

    /** Requests for more time: how many, and how many days were granted in all. */
    record Extensions(int asked, int granted, int refused, int days) {}

    /** Somebody of the unit who has an account. */
    record Contact(String name, List<Role> roles, @Nullable String email) {

        /** The roles in Chinese. */
        public String roleNames() {
            return String.join("、", roles.stream().map(Role::label).toList());
        }
    }

    /**
     * Everything on the page.
     *
     * @param group  units that it is ranked with; null for those that are responsible for no items
     * @param place  where it stands by 按期办结率; null while it has no items
     * @param ranked units of the group with a rank
     */
    record Content(
            Unit unit,
            Totals.Figures figures,
            @Nullable UnitGroup group,
            UnitRanking.@Nullable Place place,
            int ranked,
            Extensions extensions,
            Trend.Weeks trend,
            List<Contact> contacts) {}

    /** Returns the picture of a unit if the viewer works for it or sees everything. */
    Optional<Content> find(String code, Person viewer) {
        if (!viewer.seesEverything() && !viewer.worksFor(code)) {
            return Optional.empty();
        }
        return units.all().stream()
                .filter(unit -> unit.code().equals(code))
                .findFirst()
                .map(unit -> of(unit, viewer));
    }

    private Content of(Unit unit, Person viewer) {
        @Nullable
        UnitGroup group = Arrays.stream(UnitGroup.values())
                .filter(each -> each.kinds().contains(unit.kind()))
                .findFirst()
                .orElse(null);
        List<UnitRanking.Place> places = group == null ? List.of() : ranking.of(group, Ranked.RATE, 0);
        return new Content(
                unit,
                totals.of(ItemFilter.of(Map.of("unit", unit.code())), viewer),
                group,
                places.stream()
                        .filter(place -> place.figures().unit().equals(unit.code()))
                        .findFirst()
                        .orElse(null),
                (int) places.stream().filter(place -> place.rank() != null).count(),
                extensions(unit.code()),
                trend.of(unit.code()),
                contacts(unit.code()));
    }

    private Extensions extensions(String unit) {
        return jdbc.sql("""
                select count(*) filter (where e.asked_at is not null) as asked, count(*) filter (where e.state = 'GRANTED') as granted,
                       count(*) filter (where e.state = 'REFUSED') as refused, coalesce(sum(e.granted_days), 0) as days
                  from safecity.extension e
                 where e.unit = :unit""").param("unit", unit).query(Extensions.class).single();
    }

    private List<Contact> contacts(String unit) {
        return jdbc.sql("""
                select display_name, roles, email
                  from safecity.account
                 where unit = :unit and enabled
                 order by display_name, login""")
                .param("unit", unit)
                .query((row, index) -> new Contact(
                        row.getString("display_name"),
                        Arrays.stream((String[]) row.getArray("roles").getArray())
                                .map(Role::valueOf)
                                .toList(),
                        row.getString("email")))
                .list();
    }
}
