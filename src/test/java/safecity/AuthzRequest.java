package safecity;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpMethod;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import safecity.AuthzMatrix.Row;

/** Fills the path of an endpoint with ids, and adds what it does not answer without. */
final class AuthzRequest {

    /** Ids of things that are not there. */
    static final Map<String, String> NOTHING =
            Map.of("task", "x", "instance", "x", "card", "GP-2020-999999", "item", "WT-2020-99999", "unit", "x");

    private AuthzRequest() {}

    /** Returns the request of an endpoint for a thing of these ids. */
    static AbstractMockHttpServletRequestBuilder<?> of(Row row, Map<String, String> names) {
        String path = row.path()
                .replaceAll("\\{(\\w+):[^/]*}(?=/|$)", "{$1}")
                .replace("{taskId}", names.get("task"))
                .replace("{instance}", names.get("instance"))
                .replace("{id}", names.getOrDefault(row.object(), "999999999"))
                .replace("{key}", names.get("card"))
                .replace("{number}", names.get(row.object().equals("card") ? "card" : "item"))
                .replace("{code}", names.get("unit"))
                .replace("{rowId}", names.getOrDefault("row", "999999999"))
                .replace("{year}", "2020")
                .replace("{day}", "2020-06-01")
                .replace("{kind}", "problems")
                .replace("{name}", "image1.png")
                .replace("{login}", "huangcunzhen")
                .replace("{seq}", "1")
                .replace("{token}", "x")
                .replace("{provider}", "x")
                .replace("**", "x");
        Map<String, String> parameters = row.parameters().isEmpty()
                ? Map.of()
                : List.of(row.parameters().split("&")).stream()
                        .map(parameter ->
                                parameter.replace("{item}", names.get("item")).split("=", 2))
                        .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1]));
        if (row.parameters().contains("@photo")) {
            return MockMvcRequestBuilders.multipart(URI.create(path))
                    .file(new MockMultipartFile("file", "照片.jpg", "image/jpeg", new byte[] {1, 2, 3}))
                    .param("phase", parameters.get("phase"));
        }
        MockHttpServletRequestBuilder request =
                MockMvcRequestBuilders.request(HttpMethod.valueOf(row.method()), URI.create(path));
        parameters.forEach(request::param);
        return request;
    }
}
