package safecity.identity;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Pages for those who do not sign in: what is published, and the board on walls, which a secret address opens. Neither knows a session. */
@Configuration(proxyBeanMethods = false)
class OpenPages {

    private static final String PUBLIC_POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
                    + "form-action 'none'; frame-ancestors 'none'";

    private static final String DISPLAY_POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; "
                    + "form-action 'none'; frame-ancestors 'none'";

    /** 公示: readers are nobody to us. They may get these addresses, and neither a session nor a cookie. */
    @Bean
    @Order(1)
    SecurityFilterChain publicNotices(HttpSecurity http) throws Exception {
        return withoutSession(http, "/public/**", PUBLIC_POLICY, "没有这个页面，请打开 /public 查看公示")
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                get("/public"),
                                get("/public/listings.rss"),
                                get("/public/listings/*"),
                                get("/public/notices.css"))
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                // The pages say themselves for how long they may be kept.
                .headers(headers -> headers.cacheControl(caching -> caching.disable()))
                .build();
    }

    /** 大屏: a wall is nobody to us, too. The secret in the address says what it may see; nothing of it is kept on the way. */
    @Bean
    @Order(4)
    SecurityFilterChain displays(HttpSecurity http) throws Exception {
        return withoutSession(http, "/display/**", DISPLAY_POLICY, "没有这个页面，请核对大屏链接")
                .authorizeHttpRequests(requests -> requests.requestMatchers(get("/display/*"), get("/display/files/*"))
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .build();
    }

    private static HttpSecurity withoutSession(HttpSecurity http, String pattern, String contentPolicy, String notFound)
            throws Exception {
        return http.securityMatcher(pattern)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .exceptionHandling(handling -> handling.authenticationEntryPoint((request, response, problem) -> {
                    response.setStatus(404);
                    response.setContentType("text/plain;charset=UTF-8");
                    response.getWriter().write(notFound);
                }))
                .headers(headers -> headers.frameOptions(frame -> frame.deny())
                        .referrerPolicy(Customizer.withDefaults())
                        .contentSecurityPolicy(policy -> policy.policyDirectives(contentPolicy)));
    }

    private static PathPatternRequestMatcher get(String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.GET, pattern);
    }
}
