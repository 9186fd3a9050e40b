package safecity.identity;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.autoconfigure.security.servlet.EndpointRequest;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.authentication.builders.AuthenticationManagerBuilder;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.web.util.UrlPathHelper;
import safecity.engine.Denied;
import safecity.engine.WebApiRefusal;
import safecity.engine.WebAppUse;

/** One sign-in for our pages and the engine's web apps; everything is closed to those who are not signed in, but for the calendars, which a secret address opens as it does the displays on walls, and for what is published. */
@Configuration(proxyBeanMethods = false)
class WebSecurity {

    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; img-src 'self' data: blob:; font-src 'self' data:; "
                    + "style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'self'; form-action 'self' %s; frame-ancestors 'none'";

    /** And before the guards and the sign-in of the engine's web apps. */
    private static final int BEHIND_SPRING_SECURITY = 150;

    @Bean
    PasswordEncoder passwordEncoder() {
        return Pbkdf2PasswordEncoder.defaultsForSpringSecurity_v5_8();
    }

    /** 监控: on a port of its own, which only this machine reaches. */
    @Bean
    @Order(0)
    SecurityFilterChain monitoring(HttpSecurity http) throws Exception {
        return http.securityMatcher(EndpointRequest.toAnyEndpoint())
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    SecurityFilterChain webAppsOfTheEngine(
            HttpSecurity http,
            PasswordSignIn passwords,
            SignedInHandler signedIn,
            OidcProviders elsewhere,
            OidcAccounts oidcAccounts,
            OidcFailure notElsewhere,
            OidcSignOut signOut,
            ApplicationEventPublisher events)
            throws Exception {
        // No other way to sign in stands behind these.
        http.getSharedObject(AuthenticationManagerBuilder.class).parentAuthenticationManager(null);
        if (elsewhere.any()) {
            http.oauth2Login(login -> login.loginPage("/login")
                    .authorizationEndpoint(begin -> begin.authorizationRequestResolver(elsewhere.requests()))
                    .userInfoEndpoint(info -> info.oidcUserService(oidcAccounts))
                    .successHandler(signedIn)
                    .failureHandler(notElsewhere));
        }
        PathPatternRequestMatcher api = path("/camunda/api/**");
        // A browser asks whether a form may lead to where its answer leads on to.
        String policy = CONTENT_SECURITY_POLICY.formatted(String.join(" ", elsewhere.endings()));
        return http.authenticationProvider(passwords)
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.FORWARD, DispatcherType.ERROR)
                                .permitAll()
                                .requestMatchers(
                                        path("/camunda/app/admin/**"),
                                        path("/camunda/app/welcome/**"),
                                        // The web apps are served below /camunda; here lie their files as they come.
                                        path("/webjars/camunda/**"),
                                        path("/camunda-welcome/**"),
                                        path("/camunda/api/admin/setup/**"),
                                        path("/camunda/api/admin/auth/user/*/login/**"))
                                .denyAll()
                                .requestMatchers(path("/camunda/app/cockpit/**"))
                                .hasAnyRole(WebAppRoles.namesFor(WebAppUse.COCKPIT))
                                .requestMatchers(path("/camunda/app/tasklist/**"))
                                .hasAnyRole(WebAppRoles.namesFor(WebAppUse.TASKLIST))
                                .requestMatchers(
                                        path("/login"),
                                        path("/error"),
                                        path("/app.css"),
                                        path("/app.js"),
                                        path("/account.css"),
                                        path("/print.css"),
                                        path("/type-size.js"),
                                        path("/favicon.svg"),
                                        path("/favicon.ico"),
                                        path("/calendar/*.ics"),
                                        path("/webjars/**"))
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                .addFilterBefore(new Denials(events), CsrfFilter.class)
                .formLogin(login -> login.loginPage("/login")
                        .successHandler(signedIn)
                        .failureHandler((request, response, failure) -> response.sendRedirect(
                                failure instanceof LockedException ? "/login?busy" : "/login?error")))
                .logout(logout -> logout.logoutRequestMatcher(WebSecurity::isLogout)
                        .addLogoutHandler(signOut)
                        .logoutSuccessHandler((request, response, who) -> {
                            if (request.getRequestURI().contains("/camunda/api/")) {
                                response.setStatus(204);
                            } else {
                                response.sendRedirect(OidcSignOut.next(request).orElse("/login?logout"));
                            }
                        }))
                // The engine's web apps bring their own token for /camunda/api.
                .csrf(csrf -> csrf.ignoringRequestMatchers(api))
                .exceptionHandling(handling -> handling.defaultAuthenticationEntryPointFor(
                                (request, response, problem) -> response.sendError(401), api)
                        .defaultAuthenticationEntryPointFor(
                                (request, response, problem) -> {
                                    response.setStatus(401);
                                    response.setHeader("HX-Redirect", "/login");
                                },
                                request -> "true".equals(request.getHeader("HX-Request")))
                        .defaultAuthenticationEntryPointFor(
                                new LoginUrlAuthenticationEntryPoint("/login"), request -> true)
                        .accessDeniedHandler(WebSecurity::deny))
                .headers(headers -> headers.cacheControl(caching -> caching.disable())
                        .addHeaderWriter(new Caching())
                        .frameOptions(frame -> frame.deny())
                        .referrerPolicy(Customizer.withDefaults())
                        .addHeaderWriter((request, response) -> {
                            if (!request.getRequestURI().startsWith("/camunda/")
                                    && !response.containsHeader("Content-Security-Policy")) {
                                response.setHeader("Content-Security-Policy", policy);
                            }
                        }))
                .build();
    }

    @Bean
    FilterRegistrationBean<SessionGate> sessionGate(
            Standings standings,
            SignIn signIn,
            Sessions sessions,
            Requirements requirements,
            @Value("${safecity.session-idle}") Duration idle,
            Clock clock) {
        var registration =
                new FilterRegistrationBean<>(new SessionGate(standings, signIn, sessions, requirements, idle, clock));
        registration.setOrder(BEHIND_SPRING_SECURITY);
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        return registration;
    }

    private static PathPatternRequestMatcher path(String pattern) {
        return PathPatternRequestMatcher.withDefaults().matcher(pattern);
    }

    /** What the engine brings and nobody may use is not found; elsewhere the person is told that the role does not allow it. */
    private static void deny(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        String path = UrlPathHelper.defaultInstance.getPathWithinApplication(request);
        if (path.startsWith("/camunda/api/")) {
            WebApiRefusal.answer(response, 404, "没有开放这项操作");
            request.setAttribute(Denied.REASON, "没有开放这项操作");
        } else if (path.startsWith("/camunda/app/welcome")) {
            response.sendRedirect("/"); // the start page is ours
        } else {
            response.sendError(path.matches("/(camunda/app/admin|webjars|camunda-welcome)/.*") ? 404 : 403);
            request.setAttribute(Denied.REASON, denied instanceof CsrfException ? "缺少防伪令牌：页面已过期，或请求来自别的网站" : "没有权限");
        }
    }

    private static boolean isLogout(HttpServletRequest request) {
        return HttpMethod.POST.matches(request.getMethod())
                && (request.getServletPath().equals("/logout")
                        || request.getRequestURI().matches(".*/camunda/api/admin/auth/user/[^/]+/logout"));
    }
}
