package safecity;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder.SecretKeyFactoryAlgorithm;

/** The same function as in the product with fewer rounds: tests sign in hundreds of times, and each would take most of a second. */
@Configuration(proxyBeanMethods = false)
class QuickPasswords {

    private static final int ROUNDS = 30_000;
    private static final int SALT_BYTES = 16;

    @Bean
    @Primary
    PasswordEncoder quickPasswordEncoder() {
        return new Pbkdf2PasswordEncoder("", SALT_BYTES, ROUNDS, SecretKeyFactoryAlgorithm.PBKDF2WithHmacSHA256);
    }
}
