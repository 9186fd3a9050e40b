package safecity.publication;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.filter.ShallowEtagHeaderFilter;
import org.springframework.web.servlet.ModelAndView;
import safecity.throttle.Throttle;

/**
 * 公示页: what anybody reads, without an account, a session or a script. Which addresses these are is also said in {@code identity.WebSecurity}. The
 * address of a reader is the connection's; a proxy's word for it counts only where {@code server.forward-headers-strategy} is set.
 */
@Controller
class PublicPages {

    private static final MediaType RSS = new MediaType("application", "rss+xml", StandardCharsets.UTF_8);
    private static final int PAGE_SIZE = 20;

    private final Notices notices;
    private final Feed feed;
    private final Throttle limit;
    private final String caching;

    PublicPages(
            Notices notices,
            Feed feed,
            Clock clock,
            @Value("${safecity.public-requests}") int requests,
            @Value("${safecity.public-addresses}") int addresses,
            @Value("${safecity.public-max-age}") Duration maxAge) {
        this.notices = notices;
        this.feed = feed;
        this.limit = new Throttle(requests, Duration.ofMinutes(1), addresses, clock);
        this.caching = String.valueOf(CacheControl.maxAge(maxAge).cachePublic().getHeaderValue());
    }

    private static final class TooManyRequests extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final long seconds;

        TooManyRequests(long seconds) {
            super("Too many requests, next in " + seconds + " s", null, false, false);
            this.seconds = seconds;
        }
    }

    @ModelAttribute
    void admit(HttpServletRequest request) {
        long seconds = limit.secondsToWait(request.getRemoteAddr());
        if (seconds > 0) {
            throw new TooManyRequests(seconds);
        }
    }

    @GetMapping("/public")
    String list(
            @RequestParam(name = "page", defaultValue = "") String page, Model model, HttpServletResponse response) {
        Pages pages = Pages.of(notices.countOpen(), PAGE_SIZE, page);
        model.addAttribute("notices", notices.open(pages.first(), PAGE_SIZE));
        model.addAttribute("pages", pages);
        model.addAttribute("reporting", notices.reporting());
        response.setHeader(HttpHeaders.CACHE_CONTROL, caching);
        return "public/list";
    }

    @GetMapping("/public/listings/{number}")
    ModelAndView notice(@PathVariable("number") String number, HttpServletResponse response) {
        Optional<Publication> found = notices.find(number);
        if (found.isEmpty()) {
            return message(HttpStatus.NOT_FOUND, "没有这份公告", "请核对公告编号，或从公示列表中查找。", response);
        }
        if (found.get().withdrawn()) {
            return message(HttpStatus.GONE, "公告已撤下", "这份公告已由发布单位撤下，不再公示。", response);
        }
        response.setHeader(HttpHeaders.CACHE_CONTROL, caching);
        return new ModelAndView("public/notice").addObject("notice", found.get().notice());
    }

    @GetMapping("/public/listings.rss")
    ResponseEntity<byte[]> feed() {
        return ResponseEntity.ok()
                .contentType(RSS)
                .header(HttpHeaders.CACHE_CONTROL, caching)
                .body(feed.document());
    }

    @ExceptionHandler(TooManyRequests.class)
    ModelAndView tooMany(TooManyRequests refused, HttpServletResponse response) {
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(refused.seconds));
        return message(
                HttpStatus.TOO_MANY_REQUESTS, "访问过于频繁", "您访问得太频繁，请 %d 秒后再试。".formatted(refused.seconds), response);
    }

    private static ModelAndView message(
            HttpStatus status, String title, @Nullable String sentence, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        ModelAndView page = new ModelAndView("public/message");
        page.setStatus(status);
        return page.addObject("title", title).addObject("sentence", sentence);
    }

    /** Answers a reader who has the page already with 304. */
    @Configuration(proxyBeanMethods = false)
    static class EntityTags {

        @Bean
        FilterRegistrationBean<ShallowEtagHeaderFilter> tagsOfPublicPages() {
            FilterRegistrationBean<ShallowEtagHeaderFilter> tags =
                    new FilterRegistrationBean<>(new ShallowEtagHeaderFilter());
            tags.addUrlPatterns("/public/*");
            return tags;
        }
    }
}
