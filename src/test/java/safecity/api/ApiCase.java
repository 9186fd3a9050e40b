package safecity.api;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import safecity.cockpit.PageTest;

/** What the tests of the interface share: a token that opens everything, and answers as a program reads them. */
public abstract class ApiCase extends PageTest {

    protected static final ObjectMapper JSON = new ObjectMapper();

    @Autowired
    private ApiTokens tokens;

    /** Opens every scope. */
    protected String token = "";

    @BeforeEach
    void aTokenOfItsOwn() {
        token = token(EnumSet.allOf(Scope.class));
    }

    String token(EnumSet<Scope> scopes) {
        return tokens.create("平台 " + UUID.randomUUID(), scopes, people.require("xitong"));
    }

    ApiTokens tokens() {
        return tokens;
    }

    protected MockHttpServletResponse ask(String url, String with) throws Exception {
        MockHttpServletResponse response = mvc.perform(get(URI.create(url)).header("Authorization", "Bearer " + with))
                .andReturn()
                .getResponse();
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        return response;
    }

    protected JsonNode read(String url) throws Exception {
        return JSON.readTree(ask(url, token).getContentAsByteArray());
    }
}
