package safecity.identity;

import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import safecity.CaseTest;

/** What the tests of accounts share: accounts of their own, that have already changed their first password, and sign-ins by the form. */
abstract class AccountCase extends CaseTest {

    protected static final String PASSWORD = "Zhenggai-7531";
    protected static final String UNIT = "qu-cheng-guan-wei";

    private static String hash = "";

    @Autowired
    protected People people;

    @Autowired
    protected Standings standings;

    @Autowired
    protected Accounts accounts;

    @Autowired
    protected PasswordEncoder encoder;

    /** Returns the login of a new account whose password is {@link #PASSWORD}. */
    protected String account(@Nullable String unit, Role... roles) {
        String login = firstSignIn(unit, roles);
        jdbc.sql("update safecity.account set must_change = false where login = :login")
                .param("login", login)
                .update();
        return login;
    }

    /** Returns the login of a new account that has its first password still. */
    protected String firstSignIn(@Nullable String unit, Role... roles) {
        String login = "zz" + UUID.randomUUID().toString().substring(0, 8);
        Set<Role> set = EnumSet.noneOf(Role.class);
        set.addAll(Arrays.asList(roles));
        people.add(new Person(login, "测试人员", unit, "", set, null, hash(), true), false);
        accounts.tellEngineOf(people.require(login));
        return login;
    }

    /** Making a hash takes long, as it should. */
    private String hash() {
        synchronized (AccountCase.class) {
            hash = hash.isEmpty() ? encoder.encode(PASSWORD) : hash;
            return hash;
        }
    }

    /** Signs in by the form; returns the session and where it led. */
    protected MvcResult signIn(String login, String password) throws Exception {
        return signIn(login, password, "10.20.0." + (1 + Math.floorMod(login.hashCode(), 250)));
    }

    protected MvcResult signIn(String login, String password, String address) throws Exception {
        return mvc.perform(post("/login")
                        .with(csrf())
                        .with(request -> {
                            request.setRemoteAddr(address);
                            return request;
                        })
                        .header("User-Agent", "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0")
                        .param("username", login)
                        .param("password", password))
                .andReturn();
    }

    /** Returns the session of a person who signed in with {@link #PASSWORD}. */
    protected MockHttpSession session(String login) throws Exception {
        MvcResult result = signIn(login, PASSWORD);
        if (String.valueOf(result.getResponse().getRedirectedUrl()).contains("/login")) {
            throw new AssertionError(login + " was not signed in");
        }
        return (MockHttpSession) result.getRequest().getSession();
    }

    protected MockHttpServletResponse open(String path, MockHttpSession session) throws Exception {
        return answer(get(path).session(session));
    }

    protected MockHttpServletResponse send(
            MockHttpServletRequestBuilder request, MockHttpSession session, String... parameters) throws Exception {
        for (int at = 0; at < parameters.length; at += 2) {
            request.param(parameters[at], parameters[at + 1]);
        }
        return answer(request.session(session).with(csrf()).header("Accept", "text/html"));
    }

    private MockHttpServletResponse answer(MockHttpServletRequestBuilder request) throws Exception {
        MockHttpServletResponse response = mvc.perform(request).andReturn().getResponse();
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        return response;
    }
}
