package safecity;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the numbers of items such that the spot-check is drawn as a test wants it. */
record DrawNumbers(JdbcClient jdbc) {

    /** Returns a far-off year whose next number has the draw number: numbers in between are left out there. */
    int yearWithNext(int drawNumber) {
        for (int year = 3000 + drawNumber; year < 9999; year += 100) {
            int last = jdbc.sql("select coalesce(max(last), 0) from safecity.number_sequence where year = :year")
                    .param("year", year)
                    .query(Integer.class)
                    .single();
            int next = last + 1;
            while (next <= 99999 && of("WT-%d-%05d".formatted(year, next)) != drawNumber) {
                next++;
            }
            if (next <= 99999) {
                jdbc.sql("""
                        insert into safecity.number_sequence (kind, year, last) values ('WT', :year, :last)
                        on conflict (kind, year) do update set last = excluded.last""")
                        .param("year", year)
                        .param("last", next - 1)
                        .update();
                return year;
            }
        }
        throw new AssertionError("No number is left with draw number " + drawNumber);
    }

    private static int of(String number) {
        CRC32 checksum = new CRC32();
        checksum.update(number.getBytes(StandardCharsets.UTF_8));
        return (int) (checksum.getValue() % 100);
    }
}
