package safecity.identity;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import safecity.engine.Refused;

/** 8.1.4.1 a: which passwords a person may have. */
class PasswordRulesTest {

    private static final Person ZHANG = new Person("zhangsan", "张三", null, "", Set.of(), null, "", true);

    private final PasswordRules rules = new PasswordRules(10);

    @ParameterizedTest
    @ValueSource(strings = {"Zhenggai-7531", "9#kWm2!qLx", "雨Tian-2020-伞", "correct Horse 9 battery"})
    void good_passwords_pass(String password) {
        assertThatCode(() -> rules.check(ZHANG, password)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "Ab1!cdefg, 至少要 10 个",
        "zhenggai-7531, 大写字母",
        "ZHENGGAI-7531, 大写字母",
        "Zhenggai-abcd, 数字",
        "Zhenggai7531, 符号",
        "Zhangsan-7531, 登录名",
        "7-ZHANGSAN-x, 登录名",
        "Nasgnahz-7531, 登录名",
        "张三-Abcd-7531, 姓名",
        "Admin@123456, 太常见",
        "P@ssw0rd2020!, 太常见",
        "Qwer1234!@#$, 太常见",
        "1qaz@WSX3edc, 太常见",
        "Chuangan@2020, 太常见",
    })
    void bad_passwords_are_told_what_is_wrong(String password, String reason) {
        assertThatThrownBy(() -> rules.check(ZHANG, password))
                .isInstanceOf(Refused.class)
                .hasMessageContaining(reason);
    }
}
