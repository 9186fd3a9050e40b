package safecity.supervision;

import java.util.Collection;
import safecity.engine.Refused;
import safecity.identity.Person;
import safecity.unit.Units;

/**
 * Who has to be in a team that accepts, as the timetable says it.
 *
 * @param smallest    people at least
 * @param step        people by which it may grow: two keep an odd team odd, so that there is no tie
 * @param fromOffice  of them from 区创安办 at least
 * @param fromExperts of them from 创安专家组 at least
 */
record TeamRule(int smallest, int step, int fromOffice, int fromExperts) {

    static TeamRule of(Timetable timetable, Level level) {
        return new TeamRule(
                timetable.count(level, "smallestTeam"),
                timetable.count(level, "teamStep"),
                timetable.count(level, "teamFromOffice"),
                timetable.count(level, "teamFromExperts"));
    }

    /**
     * Checks a team.
     *
     * @throws Refused with what to change, if it is not as it has to be
     */
    void check(Collection<Person> team) {
        if (team.size() < smallest || (team.size() - smallest) % step != 0) {
            throw new Refused("验收组现有 %d 人，应为 %s人，请增减人员".formatted(team.size(), sizes()));
        }
        require(team, Units.OFFICE, "创安办", fromOffice);
        require(team, Units.EXPERTS, "专家", fromExperts);
    }

    private static void require(Collection<Person> team, String unit, String name, int least) {
        long found = team.stream().filter(person -> unit.equals(person.unit())).count();
        if (found < least) {
            throw new Refused("验收组中%s人员只有 %d 人，至少应有 %d 人，请从可选人员中补充".formatted(name, found, least));
        }
    }

    private String sizes() {
        return "%d、%d、%d 等".formatted(smallest, smallest + step, smallest + 2 * step);
    }

    /** Returns the rule in words. */
    String asText() {
        return "验收组应为 %s人，其中创安办至少 %d 人、专家至少 %d 人，不含责任单位人员".formatted(sizes(), fromOffice, fromExperts);
    }
}
