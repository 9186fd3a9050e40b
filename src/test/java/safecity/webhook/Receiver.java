package safecity.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A receiver of events on this machine: notes what is posted and answers as it is told to. */
final class Receiver implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private volatile int status = 204;

    /** A request as it arrived. */
    record Post(String path, String timestamp, String signature, String delivery, String body) {

        String act() {
            try {
                JsonNode event = JSON.readTree(body);
                return event.path("item").asText() + " " + event.path("act").asText();
            } catch (IOException notJson) {
                throw new UncheckedIOException(notJson);
            }
        }
    }

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            posts.add(new Post(
                    exchange.getRequestURI().getPath(),
                    exchange.getRequestHeaders().getFirst("X-Safecity-Timestamp"),
                    exchange.getRequestHeaders().getFirst("X-Safecity-Signature"),
                    exchange.getRequestHeaders().getFirst("X-Safecity-Delivery"),
                    body));
            if (status == 302) {
                exchange.getResponseHeaders().set("Location", origin() + "/elsewhere");
            }
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Post> posts() {
        return posts;
    }

    List<String> acts() {
        return posts.stream().map(Post::act).toList();
    }

    void answers(int httpStatus) {
        status = httpStatus;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
