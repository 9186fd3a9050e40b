package safecity.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static safecity.identity.Role.AUDIT_ADMINISTRATOR;
import static safecity.identity.Role.DESIGNER;
import static safecity.identity.Role.EXPERT;
import static safecity.identity.Role.LEADER;
import static safecity.identity.Role.SECURITY_ADMINISTRATOR;
import static safecity.identity.Role.SUPERVISOR;
import static safecity.identity.Role.SYSTEM_ADMINISTRATOR;
import static safecity.identity.Role.UNIT_CLERK;
import static safecity.identity.Role.UNIT_HEAD;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import safecity.engine.Refused;
import safecity.reference.ReferenceFile;
import safecity.reference.ReferenceRow;
import safecity.unit.Units;

class RoleRulesTest {

    private static final String UNIT = "qu-cheng-guan-wei";

    @Test
    void administrators_are_three_people() {
        Set<Role> administrators = Set.of(SYSTEM_ADMINISTRATOR, SECURITY_ADMINISTRATOR, AUDIT_ADMINISTRATOR);
        for (Role one : administrators) {
            assertThat(RoleRules.findingIn(Set.of(one), null)).isNull();
            for (Role other : administrators) {
                if (one != other) {
                    assertThat(RoleRules.findingIn(Set.of(one, other), null))
                            .contains(one.label(), other.label(), "三员分立");
                }
            }
        }
    }

    @Test
    void administrator_does_no_other_work() {
        for (Role work : EnumSet.of(UNIT_CLERK, UNIT_HEAD, SUPERVISOR, EXPERT, DESIGNER)) {
            assertThat(RoleRules.findingIn(Set.of(SYSTEM_ADMINISTRATOR, work), UNIT))
                    .contains("系统管理员不能同时担任“" + work.label() + "”");
        }
        assertThat(RoleRules.findingIn(Set.of(AUDIT_ADMINISTRATOR), UNIT)).contains("不属于任何单位");
    }

    @Test
    void who_works_for_a_unit_has_one_and_who_has_no_role_breaks_nothing() {
        assertThat(RoleRules.findingIn(Set.of(UNIT_CLERK, UNIT_HEAD), UNIT)).isNull();
        assertThat(RoleRules.findingIn(Set.of(UNIT_CLERK), null)).contains("须有所在单位");
        assertThat(RoleRules.findingIn(Set.of(DESIGNER), null)).isNull();
        assertThat(RoleRules.findingIn(Set.of(), UNIT)).isNull();
    }

    @Test
    void role_is_had_where_it_means_something() {
        assertThat(RoleRules.findingIn(Set.of(SUPERVISOR), Units.OFFICE)).isNull();
        assertThat(RoleRules.findingIn(Set.of(SUPERVISOR), UNIT)).contains("只能是区创安办的人员");
        assertThat(RoleRules.findingIn(Set.of(EXPERT), Units.EXPERTS)).isNull();
        assertThat(RoleRules.findingIn(Set.of(EXPERT), Units.OFFICE)).contains("只能是创安专家组的人员");
        assertThat(RoleRules.findingIn(Set.of(LEADER), Units.LEADING_GROUP)).isNull();
        assertThat(RoleRules.findingIn(Set.of(LEADER), UNIT)).contains("只能是创安工作领导小组的人员");
        assertThat(RoleRules.findingIn(Set.of(UNIT_CLERK), Units.OFFICE)).contains("只能是责任单位的人员");
        assertThat(RoleRules.findingIn(Set.of(SUPERVISOR, UNIT_HEAD), Units.OFFICE))
                .contains("只能是责任单位的人员");
        assertThat(RoleRules.findingIn(Set.of(DESIGNER), UNIT)).contains("流程设计人员不属于任何单位");
    }

    @Test
    void roles_that_do_not_go_together_are_refused() {
        assertThatThrownBy(() -> RoleRules.check(Set.of(SYSTEM_ADMINISTRATOR, AUDIT_ADMINISTRATOR), null))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("三员分立");
        assertThatThrownBy(() -> RoleRules.check(Set.of(SECURITY_ADMINISTRATOR, UNIT_CLERK), UNIT))
                .isInstanceOf(Refused.class);
        RoleRules.check(Set.of(UNIT_CLERK, UNIT_HEAD), UNIT);
        RoleRules.check(Set.of(AUDIT_ADMINISTRATOR), null);
        assertThat(RoleRules.administers(Set.of(SYSTEM_ADMINISTRATOR))).isTrue();
        assertThat(RoleRules.administers(Set.of(SUPERVISOR, UNIT_HEAD))).isFalse();
    }

    @Test
    void who_has_a_unit_without_the_role_that_works_for_it_has_no_right_of_the_unit() {
        assertThat(person(UNIT).workUnit()).isNull();
        assertThat(person(UNIT, DESIGNER).readsItems()).isFalse();
        assertThat(person(UNIT, UNIT_HEAD).worksFor(UNIT)).isTrue();
        assertThat(person(UNIT, UNIT_CLERK).worksFor(Units.OFFICE)).isFalse();
        assertThat(person(UNIT, SUPERVISOR).worksFor(UNIT)).isFalse();
        assertThat(person(Units.OFFICE, UNIT_CLERK).worksFor(Units.OFFICE)).isFalse();
        assertThat(person(Units.OFFICE, SUPERVISOR, UNIT_HEAD).worksFor(Units.OFFICE))
                .isTrue();
        assertThat(person(Units.EXPERTS, EXPERT).worksFor(Units.EXPERTS)).isTrue();
        assertThat(person(Units.LEADING_GROUP, Role.LEADER).worksFor(Units.LEADING_GROUP))
                .isTrue();
    }

    @Test
    void engine_puts_nobody_into_the_group_of_a_unit_without_that_role() {
        assertThat(Accounts.groupsOf(person(UNIT))).isEmpty();
        assertThat(Accounts.groupsOf(person(Units.OFFICE, UNIT_CLERK))).isEmpty();
        assertThat(Accounts.groupsOf(person(UNIT, UNIT_CLERK))).containsExactly(UNIT);
        assertThat(Accounts.groupsOf(person(UNIT, DESIGNER))).doesNotContain(UNIT);
    }

    private static Person person(String unit, Role... roles) {
        return new Person("x", "某人", unit, "", Set.of(roles), null, "", true);
    }

    @Test
    void demonstration_accounts_keep_the_rules() {
        for (ReferenceRow row : ReferenceFile.read("demonstration/users.csv").rows()) {
            Set<Role> roles = row.names("roles").stream().map(Role::valueOf).collect(Collectors.toSet());
            String unit = row.text("unit").isEmpty() ? null : row.text("unit");
            assertThat(RoleRules.findingIn(roles, unit)).as(row.text("login")).isNull();
        }
    }
}
