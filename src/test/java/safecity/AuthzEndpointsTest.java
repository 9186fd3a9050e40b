package safecity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.anonymous;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.Filter;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.web.servlet.error.BasicErrorController;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.web.FilterChainProxy;
import org.springframework.web.servlet.handler.SimpleUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import safecity.AuthzMatrix.Row;
import safecity.AuthzMatrix.Scope;

/** Whatever answers a request stands in {@code authz-matrix.csv}, be it a controller, a filter, the handler of files or the monitoring; and what stands there answers. */
class AuthzEndpointsTest extends ApplicationTest {

    /** The filters that answer requests of their own. */
    private static final Map<String, String> ANSWERING = Map.of(
            "UsernamePasswordAuthenticationFilter", "POST /login",
            "LogoutFilter", "POST /logout");

    private static final String STATIC = "/static/";

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Autowired
    @Qualifier("resourceHandlerMapping")
    private SimpleUrlHandlerMapping files;

    @Autowired
    private FilterChainProxy filters;

    @LocalManagementPort
    private int monitoring;

    private AuthzMatrix matrix;

    @BeforeEach
    void readMatrix() throws IOException {
        matrix = AuthzMatrix.read();
    }

    @Test
    void every_endpoint_has_a_row_and_every_row_an_endpoint() {
        Set<String> endpoints = new TreeSet<>();
        mappings.getHandlerMethods().forEach((info, handler) -> {
            if (handler.getBeanType() != BasicErrorController.class) {
                Set<?> methods = info.getMethodsCondition().getMethods();
                info.getPatternValues()
                        .forEach(path -> (methods.isEmpty() ? Set.of("GET") : methods)
                                .forEach(method -> endpoints.add(method + " " + path)));
            }
        });

        assertThat(matrix.rows().stream().filter(Row::ofControllers).map(Row::endpoint))
                .containsExactlyInAnyOrderElementsOf(endpoints);
    }

    @Test
    void filters_that_answer_are_those_of_sign_in_and_sign_out() throws Exception {
        Set<String> answering = filters.getFilterChains().stream()
                .flatMap(chain -> chain.getFilters().stream())
                .map(Filter::getClass)
                .map(Class::getSimpleName)
                .filter(name -> name.matches(".*(Authentication|Login|Logout|Redirect|Page\\w*|Server\\w*)Filter"))
                .filter(name -> !name.equals("AnonymousAuthenticationFilter"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(answering).isEqualTo(ANSWERING.keySet());
        assertThat(rows("filter").map(Row::endpoint).filter(endpoint -> !endpoint.contains("/{provider}")))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(ANSWERING.values().stream(), Stream.of("GET /error"))
                        .toList());

        for (Row row : rows("filter").toList()) {
            MockHttpServletResponse answer = mvc.perform(AuthzRequest.of(row, AuthzRequest.NOTHING)
                            .with(anonymous())
                            .with(csrf())
                            .with(request -> {
                                request.setServletPath(row.path());
                                return request;
                            }))
                    .andReturn()
                    .getResponse();
            boolean toTheSignIn = String.valueOf(answer.getRedirectedUrl()).endsWith("/login");
            assertThat(toTheSignIn).as(row.endpoint()).isEqualTo(row.anonymous() != Scope.ALL);
        }
    }

    @Test
    void files_are_kept_from_visitors_but_for_those_of_the_sign_in_and_the_notices() throws Exception {
        assertThat(files.getUrlMap().keySet().stream().filter(pattern -> !pattern.startsWith("/camunda/api/")))
                .isSubsetOf(rows("file").map(Row::path).collect(Collectors.toSet()));
        Set<String> open = rows("file")
                .filter(row -> row.anonymous() == Scope.ALL && !row.path().endsWith("/**"))
                .map(Row::path)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> seen = new TreeSet<>();
        for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath*:/static/**/*.*")) {
            String url = file.getURL().toString();
            String path = "/" + url.substring(url.lastIndexOf(STATIC) + STATIC.length());
            MockHttpServletResponse answer =
                    mvc.perform(get(path).with(anonymous())).andReturn().getResponse();
            if (answer.getStatus() == 200) {
                seen.add(path);
            }
        }
        assertThat(seen).isEqualTo(open);
    }

    @Test
    void monitoring_answers_on_its_own_port_only_what_stands_in_the_matrix() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + monitoring + "/actuator"))
                .build();
        String links = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofString())
                .body();

        assertThat(new ObjectMapper()
                        .readTree(links).path("_links").properties().stream()
                                .map(link -> link.getKey())
                                .filter(name -> !name.equals("self") && !name.endsWith("-path"))
                                .map(name -> "/actuator/" + name))
                .containsExactlyInAnyOrderElementsOf(
                        rows("monitoring").map(Row::path).toList());
        for (Row row : rows("monitoring").toList()) {
            assertThat(mvc.perform(get(row.path()).with(anonymous()))
                            .andReturn()
                            .getResponse()
                            .getRedirectedUrl())
                    .endsWith("/login");
        }
    }

    private Stream<Row> rows(String object) {
        return matrix.rows().stream().filter(row -> row.object().equals(object));
    }
}
