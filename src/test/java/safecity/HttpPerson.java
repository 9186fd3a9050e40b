package safecity;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** A person who asks the running application over HTTP, with a session of their own and the tokens that a browser would send along. */
public final class HttpPerson {

    private static final String ENGINE = "/camunda/api/engine/engine/default";

    private static final Map<String, HttpPerson> SIGNED_IN = new ConcurrentHashMap<>();

    private final String base;
    private final CookieManager cookies = new CookieManager();
    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(20))
            .build();

    private HttpPerson(int port) {
        base = "http://localhost:" + port;
    }

    /** Returns somebody who is not signed in. */
    public static HttpPerson nobody(int port) {
        return new HttpPerson(port);
    }

    /** Returns a person who signed in on the sign-in page with the password of the demonstration accounts; the session is kept for further tests. */
    public static HttpPerson signIn(int port, String login) {
        HttpPerson known = SIGNED_IN.get(login + "@" + port);
        if (known == null || known.send("GET", "/tasks/token", null).statusCode() != 200) {
            SIGNED_IN.put(login + "@" + port, signInAnew(port, login));
        }
        return SIGNED_IN.get(login + "@" + port);
    }

    private static HttpPerson signInAnew(int port, String login) {
        HttpPerson person = new HttpPerson(port);
        Element form = Jsoup.parse(person.send("GET", "/login", null).body())
                .select("form:has(input[type=password])")
                .first();
        StringBuilder fields = new StringBuilder();
        for (Element field : form.select("input[name]")) {
            String value = switch (field.attr("type")) {
                case "password" -> "chuangan-demo";
                case "hidden" -> field.val();
                default -> login;
            };
            fields.append(field.attr("name")).append('=').append(encoded(value)).append('&');
        }
        HttpResponse<String> answer = person.send(
                "POST", "/login", BodyPublishers.ofString(fields.toString()), "application/x-www-form-urlencoded");
        String leadsTo = answer.headers().firstValue("Location").orElse("");
        if (answer.statusCode() != 302 || leadsTo.contains("/login")) {
            throw new AssertionError("%s could not sign in: %d %s".formatted(login, answer.statusCode(), leadsTo));
        }
        person.send("GET", "/camunda/api/engine/engine", null); // gives the token of the engine's web API
        return person;
    }

    /** Asks the engine's web API; {@code path} begins after the name of the engine. */
    public HttpResponse<String> engine(String method, String path, @Nullable String json) {
        return send(method, ENGINE + path, json);
    }

    /** Asks an address, sent exactly as written, with a JSON body if there is one. */
    public HttpResponse<String> send(String method, String path, @Nullable String json) {
        return send(
                method,
                path,
                json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json),
                "application/json");
    }

    /** Asks an address as a page of ours does: for a page, and with the token of the page. */
    public HttpResponse<String> page(String method, String path, BodyPublisher body, String contentType) {
        Element head = Jsoup.parse(send("GET", "/account", null).body()).head();
        return answer(HttpRequest.newBuilder(URI.create(base + path))
                .header("Accept", "text/html")
                .header("Content-Type", contentType)
                .header(
                        head.select("[name=csrf-header]").attr("content"),
                        head.select("[name=csrf-token]").attr("content"))
                .method(method, body));
    }

    /** Asks an address as a page of another site would have the person's browser do: with the cookies, without the token, which it cannot read. */
    public HttpResponse<String> forged(String method, String path, String body, String contentType) {
        return answer(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", contentType)
                .header("Origin", "https://evil.example")
                .method(method, BodyPublishers.ofString(body)));
    }

    /** Asks an address with any body. */
    public HttpResponse<String> send(String method, String path, BodyPublisher body, String contentType) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", contentType)
                .method(method, body);
        cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .ifPresent(token -> request.header("X-XSRF-TOKEN", token));
        return answer(request);
    }

    private HttpResponse<String> answer(HttpRequest.Builder builder) {
        HttpRequest request = builder.timeout(Duration.ofSeconds(60)).build();
        try {
            return client.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new AssertionError(request + " had no answer", failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
