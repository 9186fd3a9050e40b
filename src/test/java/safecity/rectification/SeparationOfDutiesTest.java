package safecity.rectification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static safecity.Cases.LEAD;
import static safecity.Cases.LOCALITY;
import static safecity.Cases.LOCAL_CLERK;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import safecity.CaseTest;
import safecity.engine.Refused;
import safecity.evidence.Phase;
import safecity.item.Item;
import safecity.unit.Units;

/** Nobody judges his own work: the tasks go to others, the steps refuse, and so does the database. */
class SeparationOfDutiesTest extends CaseTest {

    @Autowired
    private RectificationSteps rectification;

    @Test
    void refuses_a_verifier_who_submitted_the_work_before_moving_to_the_verifying_unit() {
        Item item = cases.underWay(wish -> wish);
        String mover = account(LEAD);
        cases.complete(item, mover, "carryOut", Map.of("progress", "已补齐", "finished", "yes"));
        cases.upload(item, mover, "submitEvidence", Phase.AFTER);
        cases.complete(item, mover, "submitEvidence", Map.of("statement", "已补齐"));

        jdbc.sql("update safecity.account set unit = :unit where login = :login")
                .param("unit", LOCALITY)
                .param("login", mover)
                .update();

        assertRefused(
                item, "提交整改的单位和人员不能核查自己的整改", () -> cases.complete(item, mover, "verify", Map.of("decision", "accept")));
    }

    @Test
    void refuses_a_verifier_of_the_unit_that_submitted() {
        Item item = cases.submitted(wish -> wish);
        String colleague = account(LEAD);

        assertThatThrownBy(() -> transaction.executeWithoutResult(
                        status -> rectification.verify(item.id(), colleague, "accept", "")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("提交整改的单位和人员不能核查自己的整改");
        assertThatThrownBy(() -> verifyInDatabase(item, colleague, LEAD))
                .isInstanceOf(DataIntegrityViolationException.class);
    }

    @Test
    void has_the_database_refuse_the_submitter_whatever_unit_is_given() {
        Item item = cases.submitted(wish -> wish);

        assertThatThrownBy(() -> verifyInDatabase(item, "chengguanwei", LOCALITY))
                .isInstanceOf(DataIntegrityViolationException.class);
        verifyInDatabase(item, LOCAL_CLERK, LOCALITY);
    }

    @Test
    void never_asks_the_responsible_unit_to_verify() {
        Item ofTown = cases.submitted(wish -> wish.ledBy(LOCALITY).in(LOCALITY));
        Item ofDistrict = cases.submitted(wish -> wish.in(null));

        assertThat(cases.step(ofTown, "verify").unit()).isEqualTo(Units.OFFICE);
        assertThat(cases.step(ofDistrict, "verify").unit()).isEqualTo(Units.OFFICE);
    }

    @Test
    void asks_the_leading_group_to_verify_what_the_office_itself_is_responsible_for() {
        Item item = cases.signedFor(wish -> wish.ledBy(Units.OFFICE).in(null));
        cases.complete(item, "duban", "preparePlan", cases.planOf(item));
        cases.complete(item, "duban2", "reviewPlan", Map.of("decision", "accept"));
        cases.carryOutAndSubmit(item);

        assertThat(cases.step(item, "verify").unit()).isEqualTo(Units.LEADING_GROUP);
        cases.complete(item, "lingdao", "verify", Map.of("decision", "accept"));

        assertThat(cases.at(item)).containsExactly("reassess");
    }

    @Test
    void refuses_a_reviewer_who_made_the_plan() {
        Item item = cases.signedFor(wish -> wish);
        String mover = account(LEAD);
        cases.complete(item, mover, "preparePlan", cases.planOf(item));

        jdbc.sql("update safecity.account set unit = :unit where login = :login")
                .param("unit", Units.OFFICE)
                .param("login", mover)
                .update();

        assertRefused(
                item, "不能审核自己提交的整改方案", () -> cases.complete(item, mover, "reviewPlan", Map.of("decision", "accept")));
    }

    private void verifyInDatabase(Item item, String by, String unit) {
        jdbc.sql("""
                update safecity.submission
                   set accepted = true, verified_by = :by, verifying_unit = :unit, verified_at = now()
                 where item_id = :id""").param("id", item.id()).param("by", by).param("unit", unit).update();
    }

    /** Makes an account of a unit that this test alone knows. */
    private String account(String unit) {
        String login = "walker-" + UUID.randomUUID();
        jdbc.sql("""
                insert into safecity.account (login, display_name, unit, roles, password_hash, enabled, created_at)
                values (:login, '王五', :unit, '{UNIT_CLERK}', '', true, now())""").param("login", login).param("unit", unit).update();
        return login;
    }
}
