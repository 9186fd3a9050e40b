package safecity.identity;

import java.util.Collection;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;

/**
 * A person who is signed in, or who did something.
 *
 * @param login        name to sign in with, also the engine's user id
 * @param displayName  Chinese name
 * @param unit         code of the person's unit; null for administrators
 * @param unitName     short name of that unit; empty if there is none
 * @param roles        what the person does here
 * @param email        address for notices; null if none is known
 * @param passwordHash never shown; empty in a person that is only read
 * @param enabled      false once the person has left
 */
public record Person(
        String login,
        String displayName,
        @Nullable String unit,
        String unitName,
        Set<Role> roles,
        @Nullable String email,
        String passwordHash,
        boolean enabled)
        implements UserDetails {

    private static final Pattern LOGIN = Pattern.compile("[a-zA-Z0-9_-]{2,64}");

    /** What a login is made of, for whoever chooses one. */
    static final String LOGIN_RULE = "2 到 64 个英文字母、数字、下划线或连字符";

    /** Whether a text can be a login at all; whether somebody has it is another question. */
    public static boolean isLogin(String text) {
        return LOGIN.matcher(text).matches();
    }

    /** Returns the same person with another password. */
    Person withPassword(String hash) {
        return new Person(login, displayName, unit, unitName, roles, email, hash, enabled);
    }

    /** Returns the same person as one of another unit, for rules that look at an earlier day. */
    public Person inUnit(String code) {
        return new Person(login, displayName, code, unitName, roles, email, passwordHash, enabled);
    }

    /** Whether the person has the role. */
    public boolean has(Role role) {
        return roles.contains(role);
    }

    /** Whether the person may read every item: the office, the leading group and the audit. */
    public boolean seesEverything() {
        return has(Role.SUPERVISOR) || has(Role.LEADER) || has(Role.AUDIT_ADMINISTRATOR);
    }

    /**
     * The unit that the person works for: whose items the person reads, whose tasks the person claims, in whose name the person acts. To belong to a unit
     * is not enough, it takes the role: a new or moved account has none. Null if there is no such unit.
     */
    public @Nullable String workUnit() {
        return unit != null && roles.stream().anyMatch(role -> role.worksFor(unit)) ? unit : null;
    }

    /** Whether the person works for the unit of a code; see {@link #workUnit}. */
    public boolean worksFor(@Nullable String code) {
        return code != null && code.equals(workUnit());
    }

    /** Whether the person has items to read: those of a unit, or all. */
    public boolean readsItems() {
        return seesEverything() || workUnit() != null;
    }

    /** Whether the person may open the files and letters of items that the person sees: the audit reads what there is, and hashes, but not what is in it. */
    public boolean opensFiles() {
        return !has(Role.AUDIT_ADMINISTRATOR);
    }

    /** The unit that the person speaks for on papers; the roles if the person belongs to none. */
    public String office() {
        return unitName.isEmpty() ? roleNames() : unitName;
    }

    /** Roles in Chinese, for the page header. */
    public String roleNames() {
        return roles.stream().map(Role::label).collect(Collectors.joining("、"));
    }

    @Override
    public Collection<? extends GrantedAuthority> getAuthorities() {
        return roles.stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList();
    }

    @Override
    public String getPassword() {
        return passwordHash;
    }

    @Override
    public String getUsername() {
        return login;
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public String toString() {
        return login;
    }
}
