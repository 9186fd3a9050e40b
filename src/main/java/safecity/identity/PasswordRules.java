package safecity.identity;

import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import safecity.engine.Refused;
import safecity.reference.ReferenceFile;

/**
 * 口令规则 (GB/T 22239-2019 8.1.4.1 a; numbers 本区默认): length, four kinds of characters, nothing of the person in it, no word of
 * {@code config/weak-passwords.txt}, however it is disguised.
 */
@Component
class PasswordRules {

    private static final int LONGEST = 64;
    private static final String DISGUISES = "@a4a0o1l3e5s7t$s!i";

    private final int shortest;
    private final Set<String> weak;

    PasswordRules(@Value("${safecity.password-length}") int shortest) {
        this.shortest = shortest;
        this.weak = readWeak();
    }

    /** The rules in a sentence, for whoever chooses a password. */
    String inWords() {
        return "至少 %d 个字符，同时有大写字母、小写字母、数字和符号，不含登录名和姓名，不是常见口令".formatted(shortest);
    }

    /**
     * Lets a password pass that a person may have.
     *
     * @throws Refused with what is wrong with it
     */
    void check(Person person, String password) {
        if (password.length() < shortest) {
            throw new Refused("新口令只有 %d 个字符，至少要 %d 个，请加长".formatted(password.length(), shortest));
        }
        if (password.length() > LONGEST) {
            throw new Refused("新口令超过 %d 个字符，请缩短".formatted(LONGEST));
        }
        if (password.chars().anyMatch(Character::isISOControl)) {
            throw new Refused("新口令里有不可见的控制字符，请重新输入，不要粘贴");
        }
        requireKinds(password);
        String lower = password.toLowerCase(Locale.ROOT);
        String login = person.login().toLowerCase(Locale.ROOT);
        if (lower.contains(login) || lower.contains(new StringBuilder(login).reverse())) {
            throw new Refused("新口令不能包含登录名，正写、倒写都不行，请换一个");
        }
        if (!person.displayName().isBlank() && password.contains(person.displayName())) {
            throw new Refused("新口令不能包含姓名，请换一个");
        }
        if (weak.contains(lower) || weak.contains(core(lower)) || weak.contains(revealed(lower))) {
            throw new Refused("新口令太常见（如 Password、Admin、键盘顺序加几个数字），容易被猜中，请换一个");
        }
    }

    private static void requireKinds(String password) {
        if (!has(password, Character::isUpperCase)
                || !has(password, Character::isLowerCase)
                || !has(password, Character::isDigit)
                || !has(password, character -> !Character.isLetterOrDigit(character))) {
            throw new Refused("新口令要同时有大写字母、小写字母、数字和符号（如 ! # % -），请补上缺少的一类");
        }
    }

    private static boolean has(String password, IntPredicate kind) {
        return password.chars().anyMatch(kind);
    }

    /** What is left of the letters: {@code admin@123456} is {@code admin}. */
    private static String core(String lower) {
        return lower.replaceAll("[^a-z]", "");
    }

    /** What is meant by the characters that look like letters: {@code p@ssw0rd2020!} is {@code password}. */
    private static String revealed(String lower) {
        StringBuilder plain = new StringBuilder();
        for (char character : lower.replaceAll("^[^a-z@$]+|[^a-z]+$", "").toCharArray()) {
            int at = DISGUISES.indexOf(character);
            plain.append(at >= 0 && at % 2 == 0 ? DISGUISES.charAt(at + 1) : character);
        }
        return core(plain.toString());
    }

    private static Set<String> readWeak() {
        return ReferenceFile.lines("weak-passwords.txt").stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line -> line.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
    }
}
