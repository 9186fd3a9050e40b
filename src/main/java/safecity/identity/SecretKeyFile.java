package safecity.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import safecity.engine.Refused;

/**
 * Encrypts what the database must hold but not show (AES-256-GCM). The key lies in a file outside of the database that its owner alone can read; it is
 * made when the first secret is encrypted, and must be the same on all nodes.
 */
@Component
class SecretKeyFile {

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Path file;
    private final SecureRandom random = new SecureRandom();

    SecretKeyFile(@Value("${safecity.key-file}") String file) {
        this.file = Path.of(file);
    }

    /** Encrypts a secret of an account; only for the same account can it be read again. */
    byte[] encrypt(byte[] secret, String login) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, keyOrNew(), nonce, login).doFinal(secret);
            return ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Decrypts what was encrypted for the account.
     *
     * @throws Refused if the key is missing or another one
     */
    byte[] decrypt(byte[] sealed, String login) {
        try {
            byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
            return cipher(Cipher.DECRYPT_MODE, Files.readAllBytes(file), nonce, login)
                    .doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
        } catch (NoSuchFileException missing) {
            throw new Refused("服务器缺少动态口令的密钥文件，请系统运维人员从备份恢复 %s".formatted(file.getFileName()));
        } catch (GeneralSecurityException otherKey) {
            throw new Refused("服务器的密钥文件 %s 与启用动态口令时不同，请系统运维人员换回原来的，各服务器用同一个".formatted(file.getFileName()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private synchronized byte[] keyOrNew() {
        try {
            if (!Files.exists(file)) {
                byte[] key = new byte[KEY_BYTES];
                random.nextBytes(key);
                Files.createDirectories(file.toAbsolutePath().getParent());
                Path written = Files.createTempFile(
                        file.toAbsolutePath().getParent(),
                        "secret",
                        ".new",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.write(written, key);
                moveUnlessThere(written);
            }
            return Files.readAllBytes(file);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Another node that shares the folder may have been faster; its key counts. */
    private void moveUnlessThere(Path written) throws IOException {
        try {
            Files.createLink(file, written);
        } catch (FileAlreadyExistsException faster) {
            // Read below.
        } finally {
            Files.delete(written);
        }
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce, String login) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(login.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
