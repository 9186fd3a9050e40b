package safecity.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is recorded stays: the application has no right to change it, and the trigger stops everybody else. */
class UnchangeableTest extends AuditCase {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update safecity.audit_entry set details = '改' where seq = 1",
                "delete from safecity.audit_entry where seq = 1",
                "truncate safecity.audit_entry",
                "alter table safecity.audit_entry disable trigger all",
                "drop trigger audit_entry_append_only on safecity.audit_entry",
                "drop table safecity.audit_entry",
                "alter table safecity.audit_entry owner to application",
                "set role safecity_owner",
                "update safecity.item_event set detail = '改'",
                "delete from safecity.export_log",
                "truncate safecity.item cascade",
                "delete from safecity.flyway_schema_history",
                "create table safecity.planted (id int)"
            })
    void gives_the_application_no_right_to_change_it(String change) {
        audit.record(null, "测试", "", "");

        assertThatThrownBy(() -> jdbc.sql(change).update())
                .hasStackTraceContaining("ERROR:")
                .satisfiesAnyOf(
                        refused -> assertThat(refused).hasStackTraceContaining("permission denied"),
                        refused -> assertThat(refused).hasStackTraceContaining("must be owner"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update safecity.audit_entry set details = '改' where seq = 1",
                "delete from safecity.audit_entry where seq = 1",
                "truncate safecity.audit_entry",
                "set session_replication_role = replica; delete from safecity.audit_entry where seq = 1"
            })
    void cannot_be_changed_by_the_superuser_either_while_the_trigger_is_there(String change) throws Exception {
        audit.record(null, "测试", "", "");

        try (var connection = asSuperuser();
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute(change)).hasMessageContaining("audit_entry is append-only");
        }
    }
}
