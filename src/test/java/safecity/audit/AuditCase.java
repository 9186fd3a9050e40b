package safecity.audit;

import java.util.List;
import org.springframework.beans.factory.annotation.Autowired;
import safecity.CaseTest;
import safecity.identity.People;
import safecity.identity.Person;

/** What tests of the audit trail share: they look at entries that came after they began. */
abstract class AuditCase extends CaseTest {

    protected static final String AUDITOR = "shenji";

    @Autowired
    protected AuditTrail audit;

    @Autowired
    protected Chain chain;

    @Autowired
    protected People people;

    protected Person person(String login) {
        return people.require(login);
    }

    protected List<Entry> since(long seq) {
        return jdbc.sql("select " + Entry.COLUMNS + " from safecity.audit_entry e where e.seq > :seq order by e.seq")
                .param("seq", seq)
                .query(Entry::read)
                .list();
    }
}
