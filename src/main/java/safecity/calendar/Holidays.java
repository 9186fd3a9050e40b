package safecity.calendar;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The exceptional days, year by year. */
@Repository
class Holidays {

    private final JdbcClient jdbc;

    Holidays(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns a year's days in order; empty if nothing is known of it. */
    List<Holiday> of(int year) {
        return jdbc.sql("""
                select day, kind, name, source from safecity.holiday
                 where day >= :first and day < :next order by day""")
                .param("first", LocalDate.of(year, 1, 1))
                .param("next", LocalDate.of(year + 1, 1, 1))
                .query(Holidays::read)
                .list();
    }

    /** Lets nobody else change the calendar until the transaction ends; everybody may read on. */
    void lock() {
        jdbc.sql("lock table safecity.holiday in share row exclusive mode").update();
    }

    /** Replaces all days of a year. */
    void replace(int year, List<Holiday> days) {
        jdbc.sql("delete from safecity.holiday where day >= :first and day < :next")
                .param("first", LocalDate.of(year, 1, 1))
                .param("next", LocalDate.of(year + 1, 1, 1))
                .update();
        for (Holiday day : days) {
            jdbc.sql("insert into safecity.holiday (day, kind, name, source) values (:day, :kind, :name, :source)")
                    .param("day", day.day())
                    .param("kind", day.working() ? "workday" : "holiday")
                    .param("name", day.name())
                    .param("source", day.source())
                    .update();
        }
    }

    private static Holiday read(ResultSet row, int index) throws SQLException {
        return new Holiday(
                row.getObject("day", LocalDate.class),
                row.getString("kind").equals("workday"),
                row.getString("name"),
                row.getString("source"));
    }
}
