package safecity.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import safecity.document.DocumentKind.Lapse;
import safecity.reference.InvalidReferenceFile;

/** What a row of {@code config/documents/kinds.csv} may say of its kind. */
class DocumentKindRulesTest extends KindsCase {

    @Test
    void two_kinds_cannot_share_their_numbers_and_every_number_needs_year_and_count() throws IOException {
        template("正文");
        assertThatThrownBy(() -> kinds(row("letter", "督〔{year}〕号", "5")))
                .isInstanceOf(InvalidReferenceFile.class)
                .hasMessageContaining("{n}");
        assertThatThrownBy(() -> kinds(row("letter", "督〔{year}〕{n}号", "5"), row("notice", "督〔{year}〕{n}号", "5")))
                .hasMessageContaining("重号");
        assertThatThrownBy(() -> kinds(row("letter", "督〔{year}〕{n}号", "0"))).hasMessageContaining("至少为 1 个工作日");
    }

    @Test
    void each_kind_says_when_its_draft_lapses_how_it_is_served_and_of_what_it_is_drafted_by_hand() throws IOException {
        assertThat(codes(kind -> kind.lapses() == Lapse.TIMELY))
                .containsExactly("supervision-letter", "interview-notice", "escalation-report");
        assertThat(codes(kind -> kind.lapses() == Lapse.NEVER))
                .containsExactly(
                        "acceptance-opinion",
                        "delisting-notice",
                        "listing-announcement",
                        "delisting-announcement",
                        "transfer-letter",
                        "shutdown-report");
        assertThat(codes(DocumentKind::published)).containsExactly("listing-announcement", "delisting-announcement");
        template("正文");
        assertThatThrownBy(() -> kinds(row("letter", "督〔{year}〕号{n}", "5", Map.of("lapses", ""))))
                .isInstanceOf(InvalidReferenceFile.class)
                .hasMessageContaining("lapses");
        assertThatThrownBy(() -> kinds(row("letter", "督〔{year}〕号{n}", "5", Map.of("lapses", "yes"))))
                .hasMessageContaining("“lapses”应为 timely、closed、never 之一");
        assertThatThrownBy(() -> kinds(row("letter", "督〔{year}〕号{n}", "5", Map.of("serving", "fax"))))
                .hasMessageContaining("“serving”应为 system、written、publication 之一");
        assertThatThrownBy(() -> kinds(row("letter", "督〔{year}〕号{n}", "5", Map.of("by_hand", "yes"))))
                .hasMessageContaining("“by_hand”应为 no、item、listed、delisted 之一");
    }

    @Test
    void without_days_to_reply_signing_is_the_end_and_an_announcement_has_nobody_who_could_reply() throws IOException {
        template("正文");

        assertThat(kinds(row("letter", "督〔{year}〕号{n}", "", Map.of("again_days", "")))
                        .of("letter")
                        .needsReply())
                .isFalse();
        assertThatThrownBy(() -> kinds(row("letter", "督〔{year}〕号{n}", "5", Map.of("again_days", ""))))
                .hasMessageContaining("“again_days”（退回重报的工作日数）不能为空");
        assertThatThrownBy(() -> kinds(row("letter", "督〔{year}〕号{n}", "5", Map.of("serving", "publication"))))
                .hasMessageContaining("请把 reply_days 留空");
    }

    private static List<String> codes(Predicate<DocumentKind> wanted) {
        return new DocumentKinds()
                .all().stream().filter(wanted).map(DocumentKind::code).toList();
    }
}
