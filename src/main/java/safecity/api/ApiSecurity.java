package safecity.api;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import safecity.identity.Denials;
import safecity.identity.Role;

/**
 * Who may read the interface: whoever shows a token, each scope for itself. No cookie is read and none is set. The document of the interface may be read
 * with any token, and in the browser by a system administrator who is signed in.
 */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {

    static final String DOCUMENT = "/api/openapi.json";

    private static final String POLICY = "default-src 'none'; frame-ancestors 'none'";

    /** The document in the browser: with the session of the pages, which it never begins. */
    @Bean
    @Order(2)
    SecurityFilterChain documentOfTheInterface(HttpSecurity http, ApplicationEventPublisher events) throws Exception {
        return http.securityMatcher(new AndRequestMatcher(
                        path(DOCUMENT), request -> request.getHeader(HttpHeaders.AUTHORIZATION) == null))
                .authorizeHttpRequests(requests -> requests.anyRequest().hasRole(Role.SYSTEM_ADMINISTRATOR.name()))
                .addFilterBefore(new Denials(events), ExceptionTranslationFilter.class)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.NEVER))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .exceptionHandling(handling -> handling.authenticationEntryPoint(ApiSecurity::unauthorized)
                        .accessDeniedHandler((request, response, denied) ->
                                Problems.write(HttpStatus.FORBIDDEN, "接口说明只给系统管理员和持有令牌的系统看", request, response)))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY)))
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain interfaceForSystems(HttpSecurity http, ApiTokens tokens, ApplicationEventPublisher events)
            throws Exception {
        return http.securityMatcher(path("/api/**"))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(path(
                                DOCUMENT + ".yaml")) // the library's second form of the document; nobody asked for it
                        .denyAll()
                        .requestMatchers(path("/api/items"), path("/api/items/*"))
                        .hasAuthority(Scope.ITEMS.key())
                        .requestMatchers(path("/api/board"), path("/api/board/**"))
                        .hasAuthority(Scope.FIGURES.key())
                        .requestMatchers(path("/api/events"))
                        .hasAuthority(Scope.EVENTS.key())
                        .anyRequest()
                        .authenticated())
                .addFilterBefore(new Denials(events), ExceptionTranslationFilter.class)
                .addFilterBefore(new TokenFilter(tokens), AuthorizationFilter.class)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .exceptionHandling(handling -> handling.authenticationEntryPoint(ApiSecurity::unauthorized)
                        .accessDeniedHandler((request, response, denied) -> Problems.write(
                                HttpStatus.FORBIDDEN, "这个令牌没有所需的权限范围，请系统管理员在“系统对接”页另发一个", request, response)))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(POLICY)))
                .build();
    }

    private static void unauthorized(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException problem)
            throws IOException {
        response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"safecity\"");
        Problems.write(
                HttpStatus.UNAUTHORIZED,
                "没有令牌，或令牌不存在、已吊销。请在请求头 Authorization 里写“Bearer 令牌”；令牌由系统管理员在“系统对接”页发放",
                request,
                response);
    }

    private static PathPatternRequestMatcher path(String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(pattern);
    }
}
