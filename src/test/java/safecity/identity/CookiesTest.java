package safecity.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.ConfigDataApplicationContextInitializer;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.server.Cookie;
import safecity.ApplicationTest;
import safecity.HttpPerson;

/** What a browser keeps of a session: no script and no other site can use it, and over HTTPS alone where the operator says so. */
@ExtendWith(OutputCaptureExtension.class)
class CookiesTest extends ApplicationTest {

    @LocalServerPort
    private int port;

    @Autowired
    private Demonstration demonstration;

    @Test
    void neither_a_script_nor_another_site_uses_them() {
        HttpPerson nobody = HttpPerson.nobody(port);
        List<String> atSignIn = nobody.send("GET", "/login", null).headers().allValues("Set-Cookie");
        assertThat(atSignIn)
                .filteredOn(cookie -> cookie.startsWith("SAFECITY_SESSION="))
                .hasSize(1)
                .allSatisfy(cookie -> assertThat(cookie).contains("HttpOnly", "SameSite=Lax"));
    }

    @Test
    void one_setting_keeps_both_to_https() {
        new WebApplicationContextRunner()
                .withInitializer(new ConfigDataApplicationContextInitializer())
                .withUserConfiguration(CookieSettings.class)
                .withPropertyValues("server.servlet.session.cookie.secure=true")
                .run(context -> {
                    var session = context.getBean(ServerProperties.class)
                            .getServlet()
                            .getSession()
                            .getCookie();
                    assertThat(session.getSecure()).isTrue();
                    assertThat(session.getHttpOnly()).isTrue();
                    assertThat(session.getSameSite()).isEqualTo(Cookie.SameSite.LAX);
                    assertThat(context.getBean(CamundaBpmProperties.class)
                                    .getWebapp()
                                    .getCsrf()
                                    .getInitParams())
                            .containsEntry("enableSecureCookie", "true");
                });
    }

    @EnableConfigurationProperties({ServerProperties.class, CamundaBpmProperties.class})
    static class CookieSettings {}

    @Test
    void installation_whose_sessions_go_over_plain_http_says_so_at_the_start(CapturedOutput output) {
        Demonstration off = new Demonstration("off", "", "");

        new CookieCheck(off, true, false).report();
        new CookieCheck(off, false, true).report();
        new CookieCheck(demonstration, false, false).report();
        assertThat(output).doesNotContain("secure=true");

        new CookieCheck(off, false, false).report();
        assertThat(output).contains("server.servlet.session.cookie.secure=true", "safecity.plain-http=true");
    }
}
