package safecity.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.ResultActions;
import safecity.identity.Person;

/** 前后对照: which photo stands beside which, and where else the same file is. */
class PhotoPairsTest extends EvidenceCase {

    @Test
    void pairs_photos_in_order_until_the_uploader_says_which_belongs_to_which() throws Exception {
        long door = upload(Phase.BEFORE, small(101), "门.png").id();
        long stairs = upload(Phase.BEFORE, small(102), "楼梯.png").id();
        long stairsDone = upload(Phase.AFTER, small(103), "楼梯已清理.png").id();
        assertThat(pairs()).containsExactly("门.png | 楼梯已清理.png", "楼梯.png | ");

        pair(clerk, stairsDone, stairs).andExpect(status().isNoContent());
        long again = upload(Phase.AFTER, small(104), "楼梯已清理二.png").id();
        pair(clerk, again, stairs).andExpect(status().isNoContent());

        assertThat(pairs()).containsExactly("门.png | ", "楼梯.png | 楼梯已清理.png", "楼梯.png | 楼梯已清理二.png");
        assertThat(files(clerk).select("[data-evidence-id=" + stairs + "]")).hasSize(1);
        assertThat(files(clerk).select("select[data-pair-url] option[selected]").eachAttr("value"))
                .containsExactly(String.valueOf(stairs), String.valueOf(stairs));
        pair(clerk, stairsDone, again).andExpect(status().isUnprocessableEntity());
        pair(supervisor, stairsDone, door).andExpect(status().isForbidden());
        pair(stranger, stairsDone, door).andExpect(status().isNotFound());
        assertThat(files(supervisor).select("select")).isEmpty();
        pair(clerk, again, null).andExpect(status().isNoContent());
        assertThat(pairs()).containsExactly("门.png | 楼梯已清理二.png", "楼梯.png | 楼梯已清理.png");
        transaction.executeWithoutResult(status -> evidence.seal(item.id(), 1));
        pair(clerk, stairsDone, door).andExpect(status().isUnprocessableEntity());
    }

    @Test
    void leads_to_other_items_with_the_same_file_as_far_as_one_may_see_them() throws Exception {
        byte[] photo = small(105 + ThreadLocalRandom.current().nextInt(3_000));
        upload(Phase.AFTER, photo, "甲.png");
        String first = item.number();
        registerAnItemWithAnOpenTask();
        upload(Phase.AFTER, photo, "乙.png");
        jdbc.sql("delete from safecity.item_unit where item_id = (select id from safecity.item where number = :number)")
                .param("number", first)
                .update();

        assertThat(files(supervisor).select(".sc-evidence-note a").eachText()).containsExactly(first);
        assertThat(files(clerk).select(".sc-evidence-note").text()).contains("另有 1 个问题");
        assertThat(files(clerk).select(".sc-evidence-note a")).isEmpty();
    }

    private List<String> pairs() throws Exception {
        return files(clerk).select(".sc-evidence-pair").stream()
                .map(pair -> pair.select("[data-phase=BEFORE] .sc-evidence-name")
                                .text() + " | "
                        + pair.select("[data-phase=AFTER] .sc-evidence-name").text())
                .toList();
    }

    private Document files(Person person) throws Exception {
        return Jsoup.parse(
                mvc.perform(get("/evidence").param("item", item.number()).with(user(person)))
                        .andReturn()
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8));
    }

    private ResultActions pair(Person person, long after, @Nullable Long before) throws Exception {
        var request = post("/evidence/{id}/pair", after);
        return mvc.perform((before == null ? request : request.param("before", before.toString()))
                .with(user(person))
                .with(csrf()));
    }
}
