package safecity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Files as a browser sends them, and as nobody's browser does: any name, any bytes, without end. */
public final class Upload {

    private static final String BOUNDARY = "x8Jc7Qm2Vb";
    private static final Set<String> OURS = Set.of("problem-list", "poi", "upload_", "apache-tika", "imageio", "+~JF");

    private final HttpPerson person;
    private final String path;
    private final String phase;

    /**
     * Uploads of a person.
     *
     * @param page  where a browser would take the token from
     * @param phase what is sent as phase along with the file
     */
    public Upload(HttpPerson person, String page, String path, String phase) {
        Document shown = Jsoup.parse(person.send("GET", page, null).body());
        String token = shown.select("[data-csrf-token]").attr("data-csrf-token")
                + shown.select("meta[name=csrf-token]").attr("content");
        this.person = person;
        this.path = path + "?_csrf=" + URLEncoder.encode(token, UTF_8);
        this.phase = phase;
    }

    /** Sends a file in one piece. */
    public HttpResponse<String> send(String name, byte[] bytes) {
        return send(BodyPublishers.concat(
                BodyPublishers.ofByteArray(before(name)),
                BodyPublishers.ofByteArray(bytes),
                BodyPublishers.ofByteArray(behind())));
    }

    /** Sends bytes in chunks, without saying how many there will be. */
    public HttpResponse<String> stream(String name, InputStream bytes) {
        return send(BodyPublishers.ofInputStream(
                () -> new SequenceInputStream(new ByteArrayInputStream(before(name)), bytes)));
    }

    private HttpResponse<String> send(BodyPublisher body) {
        return person.send("POST", path, body, "multipart/form-data; boundary=" + BOUNDARY);
    }

    private byte[] before(String name) {
        return "--%s\r\nContent-Disposition: form-data; name=\"phase\"\r\n\r\n%s\r\n--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: text/html\r\n\r\n"
                .formatted(BOUNDARY, phase, BOUNDARY, name)
                .getBytes(UTF_8);
    }

    private static byte[] behind() {
        return "\r\n--%s--\r\n".formatted(BOUNDARY).getBytes(UTF_8);
    }

    /** Bytes that are made while they are read. */
    public static final class Endless extends InputStream {

        private final long length;
        private long read;

        /** Ends after some bytes, which nobody should wait for. */
        public Endless(long length) {
            this.length = length;
        }

        @Override
        public int read() {
            return read++ < length ? 'x' : -1;
        }

        @Override
        public int read(byte[] buffer, int offset, int count) {
            if (read >= length) {
                return -1;
            }
            Arrays.fill(buffer, offset, offset + count, (byte) 'x');
            read += count;
            return count;
        }

        /** How many bytes were taken. */
        public long taken() {
            return read;
        }
    }

    /** Returns the files in the directory for temporary files that this application could have made, and all in the server's own directory. */
    public static Set<String> leftOver(Path ofServer) throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            all.map(each -> each.getFileName().toString())
                    .filter(name -> OURS.stream().anyMatch(name::startsWith))
                    .forEach(found::add);
        }
        try (Stream<Path> all = Files.walk(ofServer)) {
            all.filter(Files::isRegularFile).map(Path::toString).forEach(found::add);
        }
        return found;
    }

    /** Returns the bytes of the heap that are in use after what is not needed any more was taken away. */
    public static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
