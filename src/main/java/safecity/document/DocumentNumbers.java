package safecity.document;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** 文号: the next number of a kind and year. */
@Repository
class DocumentNumbers {

    private final JdbcClient jdbc;

    DocumentNumbers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes the next number; whoever asks at the same time waits, and a transaction that is rolled back gives its number back. */
    String next(DocumentKind kind, int year) {
        int next = jdbc.sql("""
                insert into safecity.number_sequence as s (kind, year, last) values (:kind, :year, 1)
                on conflict (kind, year) do update set last = s.last + 1
                returning last""")
                .param("kind", kind.code())
                .param("year", year)
                .query(Integer.class)
                .single();
        return kind.number(year, next);
    }
}
