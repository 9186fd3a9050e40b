package safecity.document;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import safecity.identity.Person;
import safecity.item.Items;
import safecity.qrcode.QrCode;

/** 二维码 of an item: leads from a sheet of paper to the item's page, which asks whoever scans it to sign in. */
@Controller
class CodePages {

    private final Items items;
    private final String baseUrl;

    CodePages(Items items, @Value("${safecity.base-url}") String baseUrl) {
        this.items = items;
        this.baseUrl = baseUrl.replaceAll("/$", "");
    }

    @GetMapping("/items/{number}/code.png")
    ResponseEntity<byte[]> code(@PathVariable("number") String number, @AuthenticationPrincipal Person viewer) {
        String found = items.findVisible(number, viewer)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND))
                .number();
        return ResponseEntity.ok()
                .contentType(MediaType.IMAGE_PNG)
                .cacheControl(CacheControl.maxAge(Duration.ofHours(1)).cachePrivate())
                .body(QrCode.png(baseUrl + "/items/" + found));
    }
}
