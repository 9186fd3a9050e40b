package safecity.engine;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the engine's users and groups in step with ours: a unit is a group, an account a user. Passwords are ours alone; the engine's user has a
 * random one that nobody knows.
 */
@Component
public class Directory {

    private static final String SEALED_ADMINISTRATOR = "sealed-administrator";

    /** Names that mean something to the engine, and must not be somebody's. */
    private static final Set<String> RESERVED =
            Set.of(SEALED_ADMINISTRATOR, Groups.CAMUNDA_ADMIN, "system", "anonymous");

    private final IdentityService identity;
    private final AuthorizationService authorizations;

    Directory(IdentityService identity, AuthorizationService authorizations) {
        this.identity = identity;
        this.authorizations = authorizations;
    }

    /**
     * Gives the engine's own administrators' group one member that nobody can sign in as. Without a member the engine would let any visitor make the
     * first administrator (guard G8, CVE-2026-77226). The engine's Admin, which opened for some until now, opens for nobody.
     */
    @Transactional
    public void sealAdministration() {
        keepGroup(Groups.CAMUNDA_ADMIN, "引擎管理（封存）");
        keep(SEALED_ADMINISTRATOR, "封存账号", Set.of(Groups.CAMUNDA_ADMIN));
        authorizations
                .createAuthorizationQuery()
                .resourceType(Resources.APPLICATION)
                .resourceId("admin")
                .unlimitedList()
                .stream()
                .map(Authorization::getId)
                .forEach(authorizations::deleteAuthorization);
    }

    /** Whether the engine's administrators' group has a member, so that no visitor can make one. */
    public boolean isSealed() {
        return identity.createUserQuery().memberOfGroup(Groups.CAMUNDA_ADMIN).count() > 0;
    }

    /** Whether a login would be taken for one of the engine's own names, or for a group. */
    public boolean isReserved(String login) {
        return RESERVED.stream().anyMatch(login::equalsIgnoreCase)
                || identity.createGroupQuery().list().stream().map(Group::getId).anyMatch(login::equalsIgnoreCase);
    }

    /** Makes a group of the name known; does nothing if it is. */
    @Transactional
    public void keepGroup(String code, String name) {
        if (identity.createGroupQuery().groupId(code).count() == 0) {
            Group group = identity.newGroup(code);
            group.setName(name);
            group.setType("UNIT");
            identity.saveGroup(group);
        }
    }

    /**
     * Makes a user known as a member of exactly the groups given.
     *
     * @throws Refused if it is the sealed administrator, who is nobody's and stays as it is
     */
    @Transactional
    public void keepUser(String login, String displayName, Set<String> groups) {
        if (login.equalsIgnoreCase(SEALED_ADMINISTRATOR)) {
            throw new Refused("登录名“%s”是流程引擎封存的管理账号，不能使用，请换一个".formatted(login));
        }
        keep(login, displayName, groups);
    }

    private void keep(String login, String displayName, Set<String> groups) {
        if (identity.createUserQuery().userId(login).count() == 0) {
            User user = identity.newUser(login);
            user.setFirstName(displayName);
            user.setLastName("");
            user.setPassword(UUID.randomUUID() + "-Aa1!");
            identity.saveUser(user);
        }
        List<String> present = identity.createGroupQuery().groupMember(login).unlimitedList().stream()
                .map(Group::getId)
                .toList();
        groups.stream()
                .filter(group -> !present.contains(group))
                .forEach(group -> identity.createMembership(login, group));
        present.stream()
                .filter(group -> !groups.contains(group))
                .forEach(group -> identity.deleteMembership(login, group));
    }

    /** Takes from a user every right of the user's own, such as those to tasks once held, but the one to read oneself. */
    @Transactional
    public void dropGrants(String login) {
        authorizations.createAuthorizationQuery().userIdIn(login).unlimitedList().stream()
                .filter(grant -> grant.getResourceType() != Resources.USER.resourceType())
                .forEach(grant -> authorizations.deleteAuthorization(grant.getId()));
    }

    /** Lets a group open one of the engine's web apps ({@code tasklist}, {@code cockpit}). */
    @Transactional
    public void openWebApp(String group, String webApp) {
        grant(group, Resources.APPLICATION, webApp, Permissions.ACCESS);
    }

    /** Lets a group see every process definition's name and diagram; grants no case and no task. */
    @Transactional
    public void showDiagrams(String group) {
        grant(group, Resources.PROCESS_DEFINITION, Authorization.ANY, Permissions.READ);
    }

    /** Lets a group see that cases run and where one is stuck, without their tasks, forms and history. */
    @Transactional
    public void showRunningCases(String group) {
        grant(group, Resources.PROCESS_DEFINITION, Authorization.ANY, Permissions.READ, Permissions.READ_INSTANCE);
    }

    /** Lets a group see what {@link #showRunningCases} shows, and have a failed job done again. */
    @Transactional
    public void letRetry(String group) {
        grant(
                group,
                Resources.PROCESS_DEFINITION,
                Authorization.ANY,
                Permissions.READ,
                Permissions.READ_INSTANCE,
                ProcessDefinitionPermissions.RETRY_JOB);
    }

    /** Lets a group read all cases and tasks, finished ones too. */
    @Transactional
    public void showAllCases(String group) {
        grant(
                group,
                Resources.PROCESS_DEFINITION,
                Authorization.ANY,
                Permissions.READ,
                Permissions.READ_INSTANCE,
                Permissions.READ_TASK,
                Permissions.READ_HISTORY);
    }

    private void grant(String group, Resource resource, String id, Permission... permissions) {
        Authorization existing = authorizations
                .createAuthorizationQuery()
                .groupIdIn(group)
                .resourceType(resource)
                .resourceId(id)
                .singleResult();
        Authorization grant =
                existing != null ? existing : authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
        grant.setGroupId(group);
        grant.setResource(resource);
        grant.setResourceId(id);
        grant.setPermissions(permissions);
        authorizations.saveAuthorization(grant);
    }

    /** Lets a group use a shared filter, and nothing more of it. */
    void showFilter(String group, String filterId) {
        grant(group, Resources.FILTER, filterId, Permissions.READ);
    }
}
