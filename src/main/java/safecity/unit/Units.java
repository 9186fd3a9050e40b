package safecity.unit;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The directory of units. */
@Repository
public class Units {

    /** 区创安办, which runs the work. */
    public static final String OFFICE = "qu-chuang-an-ban";

    /** 创安专家组. */
    public static final String EXPERTS = "chuang-an-zhuan-jia-zu";

    /** 区创安工作领导小组. */
    public static final String LEADING_GROUP = "qu-chuang-an-ling-dao-xiao-zu";

    private final JdbcClient jdbc;

    Units(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns all units in the order of the directory. */
    public List<Unit> all() {
        return jdbc.sql("""
                select code, short_name, full_name, kind, kind_name, aliases, full_name_verified
                  from safecity.unit
                 order by position""").query(Units::unit).list();
    }

    /**
     * Returns the unit of a code.
     *
     * @throws NoSuchElementException if there is none
     */
    public Unit byCode(String code) {
        return all().stream()
                .filter(unit -> unit.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("No unit has code " + code));
    }

    /** Whether an item can be given to the unit: to any but those that lead, run or advise the work. */
    public boolean canBeResponsible(String code) {
        return !Set.of(OFFICE, EXPERTS, LEADING_GROUP).contains(code)
                && all().stream().anyMatch(unit -> unit.code().equals(code));
    }

    /** Returns the unit whose short name, full name or alias is exactly the name given. */
    public Optional<Unit> byName(String name) {
        return all().stream()
                .filter(unit -> unit.shortName().equals(name)
                        || unit.fullName().equals(name)
                        || unit.aliases().contains(name))
                .findFirst();
    }

    private static Unit unit(ResultSet row, int index) throws SQLException {
        Array aliases = row.getArray("aliases");
        return new Unit(
                row.getString("code"),
                row.getString("short_name"),
                row.getString("full_name"),
                row.getString("kind"),
                row.getString("kind_name"),
                List.of((String[]) aliases.getArray()),
                row.getBoolean("full_name_verified"));
    }
}
