package safecity.board;

import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;
import safecity.identity.Person;

/** The page of a unit, for the unit itself and for those who see everything. */
@Controller
class UnitPages {

    private final UnitFile file;

    UnitPages(UnitFile file) {
        this.file = file;
    }

    @GetMapping("/units/{code:[a-z0-9-]{1,80}}")
    String unit(@PathVariable("code") String code, @AuthenticationPrincipal Person viewer, Model model) {
        UnitFile.Content content =
                file.find(code, viewer).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        model.addAttribute("file", content);
        model.addAttribute(
                "tiles", Tile.ofUnit(content.figures(), content.unit().code()));
        return "board/unit";
    }
}
