package safecity.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import safecity.engine.Refused;
import safecity.qrcode.QrCode;

/** 动态口令: asked for after the password, enrolled with a telephone, given up again where the role does not demand it. */
@Controller
@RequestMapping("/account/second-factor")
class SecondFactorPages {

    private static final String PAGE = "redirect:/account/second-factor";
    private static final String PROPOSED = SecondFactorPages.class.getName();

    private final Standings standings;
    private final SecondFactors factors;
    private final Requirements requirements;
    private final SignedInHandler signedIn;

    SecondFactorPages(Standings standings, SecondFactors factors, Requirements requirements, SignedInHandler signedIn) {
        this.standings = standings;
        this.factors = factors;
        this.requirements = requirements;
        this.signedIn = signedIn;
    }

    @GetMapping
    String page(@AuthenticationPrincipal Person viewer, HttpServletRequest request, Model model) {
        Standing account = account(viewer);
        Optional<SignedIn> signedIn = SignedIn.of(request);
        model.addAttribute("demanded", requirements.requiresFactor(account));
        if (!account.secondFactor()) {
            byte[] secret = proposed(request);
            model.addAttribute("secret", Totp.base32(secret).replaceAll("(.{4})(?!$)", "$1 "));
            return "account/enrol";
        }
        if (isAskedFor(account, signedIn)) {
            return "account/code";
        }
        model.addAttribute("left", factors.recoveryCodes(viewer.login()));
        return "account/factor";
    }

    /** The square for an authenticator app; only while its secret is proposed. */
    @GetMapping("/square.png")
    ResponseEntity<byte[]> square(@AuthenticationPrincipal Person viewer, HttpServletRequest request) {
        @Nullable HttpSession session = request.getSession(false);
        byte @Nullable [] secret = session == null ? null : (byte[]) session.getAttribute(PROPOSED);
        if (secret == null || account(viewer).secondFactor()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_PNG)
                .cacheControl(CacheControl.noStore())
                .body(QrCode.png(Totp.uri(viewer.login(), secret)));
    }

    @PostMapping("/enrol")
    String enrol(
            @RequestParam(name = "code", defaultValue = "") String code,
            @AuthenticationPrincipal Person viewer,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        try {
            redirect.addFlashAttribute("codes", factors.enrol(viewer.login(), proposed(request), code));
        } catch (Refused refused) {
            redirect.addFlashAttribute("complaint", refused.getMessage());
            return PAGE;
        }
        request.getSession().removeAttribute(PROPOSED);
        signedIn.factorGiven(viewer, request);
        return PAGE;
    }

    @PostMapping
    String give(
            @RequestParam(name = "code", defaultValue = "") String code,
            @AuthenticationPrincipal Person viewer,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        try {
            factors.check(viewer.login(), code);
        } catch (Refused refused) {
            redirect.addFlashAttribute("complaint", refused.getMessage());
            return PAGE;
        }
        signedIn.factorGiven(viewer, request);
        return "redirect:/";
    }

    @PostMapping("/remove")
    String remove(
            @RequestParam(name = "code", defaultValue = "") String code,
            @AuthenticationPrincipal Person viewer,
            HttpServletRequest request,
            RedirectAttributes redirect) {
        if (isAskedFor(account(viewer), SignedIn.of(request))) {
            return PAGE;
        }
        try {
            if (requirements.requiresFactor(account(viewer))) {
                throw new Refused("您的角色必须使用动态口令，不能停用；换手机请联系安全管理员重置");
            }
            factors.check(viewer.login(), code);
            factors.remove(viewer.login(), viewer.login());
            redirect.addFlashAttribute("done", "已停用动态口令");
        } catch (Refused refused) {
            redirect.addFlashAttribute("complaint", refused.getMessage());
            return PAGE;
        }
        return "redirect:/account";
    }

    private boolean isAskedFor(Standing account, Optional<SignedIn> signedIn) {
        Requirement first = requirements.of(
                account,
                signedIn.map(SignedIn::elsewhere).orElse(false),
                signedIn.map(SignedIn::factor).orElse(false));
        return first == Requirement.GIVE_FACTOR;
    }

    private static byte[] proposed(HttpServletRequest request) {
        HttpSession session = request.getSession();
        byte @Nullable [] proposed = (byte[]) session.getAttribute(PROPOSED);
        if (proposed == null) {
            proposed = Totp.newSecret();
            session.setAttribute(PROPOSED, proposed);
        }
        return proposed;
    }

    private Standing account(Person viewer) {
        return standings.find(viewer.login()).orElseThrow();
    }
}
