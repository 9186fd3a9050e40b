package safecity.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.ResultActions;
import safecity.identity.Person;

/** Files over HTTP: what each person gets to see, and what the browser is told to do with it. */
class EvidencePagesTest extends EvidenceCase {

    @Test
    void lets_nobody_else_upload() throws Exception {
        post(stranger, Phase.AFTER, Corpus.jpg()).andExpect(status().isNotFound());
        post(supervisor, Phase.AFTER, Corpus.jpg())
                .andExpect(status().isForbidden())
                .andExpect(jsonPath("$.message").value(containsString("认领")));
        post(clerk, Phase.CHECK, Corpus.jpg()).andExpect(status().isUnprocessableEntity());
        String plan = openTask("rectification", "preparePlan", UNIT, null);
        mvc.perform(multipart("/tasks/" + plan + "/evidence")
                        .file(file(Corpus.jpg()))
                        .param("phase", "BEFORE")
                        .with(user(clerk))
                        .with(csrf()))
                .andExpect(status().isForbidden());
        String elsewhere = openTask("rectification", "verify", UNIT, clerk.login());
        mvc.perform(multipart("/tasks/" + elsewhere + "/evidence")
                        .file(file(Corpus.jpg()))
                        .param("phase", "AFTER")
                        .with(user(clerk))
                        .with(csrf()))
                .andExpect(status().isForbidden());
        mvc.perform(multipart("/tasks/" + task + "/evidence")
                        .file(file(Corpus.jpg()))
                        .param("phase", "AFTER")
                        .with(user(clerk)))
                .andExpect(status().isForbidden());
        assertThat(evidence.list(item.id())).isEmpty();

        post(clerk, Phase.AFTER, Corpus.jpg()).andExpect(status().isCreated());
    }

    @Test
    void answers_bad_files_in_chinese() throws Exception {
        post(clerk, Phase.AFTER, new byte[21 * 1024 * 1024])
                .andExpect(status().isPayloadTooLarge())
                .andExpect(jsonPath("$.message").value(containsString("20 MB")));
        post(clerk, Phase.AFTER, Corpus.exe())
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.message").value(containsString("不接收")));
        mvc.perform(multipart("/tasks/" + task + "/evidence")
                        .file(file(Corpus.jpg()))
                        .param("phase", "")
                        .with(user(clerk))
                        .with(csrf()))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.message").value(containsString("请先选择")));
    }

    @Test
    void serves_files_to_those_who_see_the_item_and_hides_them_from_others() throws Exception {
        long photo = upload(Phase.AFTER, Corpus.jpg(), "照片.jpg").id();
        EvidenceItem report = upload(Phase.AFTER, PdfCorpus.pdf("", ""), "整改报告.pdf");

        mvc.perform(get("/evidence/" + photo).with(user(supervisor)))
                .andExpect(status().isOk())
                .andExpect(content().contentType("image/jpeg"))
                .andExpect(header().string("Content-Disposition", containsString("inline")))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                .andExpect(header().string("Content-Security-Policy", containsString("sandbox; default-src 'none'")))
                .andExpect(header().string("Cache-Control", containsString("private")));
        mvc.perform(get("/evidence/" + report.id()).with(user(clerk)))
                .andExpect(status().isOk())
                .andExpect(header().string("Content-Disposition", containsString("attachment")))
                .andExpect(header().string("Content-Disposition", containsString("filename*=UTF-8''%E6%95%B4")))
                .andExpect(header().string("ETag", "\"" + report.sha256() + "\""));
        mvc.perform(get("/evidence/" + report.id())
                        .with(user(clerk))
                        .header("If-None-Match", "\"" + report.sha256() + "\""))
                .andExpect(status().isNotModified());
        mvc.perform(get("/evidence/" + photo + "/thumbnail").with(user(clerk)))
                .andExpect(status().isOk())
                .andExpect(content().contentType("image/jpeg"));
        for (String path : List.of(
                "/evidence/" + photo,
                "/evidence/" + photo + "/thumbnail",
                "/tasks/" + task + "/evidence",
                "/evidence?item=" + item.number(),
                "/evidence/999999999")) {
            mvc.perform(get(path).with(user(stranger))).andExpect(status().isNotFound());
        }
        mvc.perform(delete("/evidence/" + photo).with(user(stranger)).with(csrf()))
                .andExpect(status().isNotFound());
    }

    @Test
    void shows_the_audit_names_and_whole_hashes_and_opens_no_file() throws Exception {
        EvidenceItem photo = upload(Phase.AFTER, Corpus.jpg(), "照片.jpg");
        Person audit = people.require("shenji");

        Document list =
                Jsoup.parse(mvc.perform(get("/evidence?item=" + item.number()).with(user(audit)))
                        .andExpect(status().isOk())
                        .andReturn()
                        .getResponse()
                        .getContentAsString());

        assertThat(list.select(".sc-evidence-name").text()).isEqualTo("照片.jpg");
        assertThat(list.select("code").text()).isEqualTo(photo.sha256());
        assertThat(list.select("[href^=/evidence/], img")).isEmpty();
        for (String path : List.of("/evidence/" + photo.id(), "/evidence/" + photo.id() + "/thumbnail")) {
            mvc.perform(get(path).with(user(audit)))
                    .andExpect(status().isForbidden())
                    .andExpect(jsonPath("$.message").value("审计管理员只查看材料目录和校验码，不能打开文件"));
        }
    }

    @Test
    void lets_the_assignee_delete_until_the_files_are_sealed() throws Exception {
        EvidenceItem wrong = upload(Phase.AFTER, Corpus.xlsx(), "错.xlsx");
        EvidenceItem right = upload(Phase.AFTER, small(7), "对.png");
        mvc.perform(delete("/evidence/" + wrong.id()).with(user(supervisor)).with(csrf()))
                .andExpect(status().isForbidden());

        mvc.perform(delete("/evidence/" + wrong.id()).with(user(clerk)).with(csrf()))
                .andExpect(status().isNoContent());
        transaction.executeWithoutResult(status -> evidence.seal(item.id(), 1));

        mvc.perform(delete("/evidence/" + right.id()).with(user(clerk)).with(csrf()))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.message").value(containsString("已随整改结果提交")));
        assertThat(evidence.list(item.id())).extracting(EvidenceItem::fileName).containsExactly("对.png");
        assertThat(evidence.list(item.id()).get(0).sealed()).isTrue();
        assertThatThrownBy(() -> store.read(wrong.sha256()))
                .as("no trace of deleted bytes")
                .isNotNull();
        assertThat(log.of(item.id()).get(0).act()).isEqualTo("删除材料");
    }

    @Test
    void draws_the_fragment_with_what_each_person_may_do() throws Exception {
        upload(Phase.BEFORE, small(1), "整改前<img src=x onerror=alert(1)>.png");
        transaction.executeWithoutResult(status -> {
            evidence.seal(item.id(), 1);
            items.nextRound(item.id());
        });
        upload(Phase.AFTER, PdfCorpus.pdf("", ""), "报告.pdf");
        upload(Phase.AFTER, small(2), "整改后.png");

        Document own = fragment(clerk, "/tasks/" + task + "/evidence");
        Document read = fragment(supervisor, "/evidence?item=" + item.number());

        assertThat(own.select("body > section.sc-evidence")).hasSize(1);
        assertThat(own.select("section").attr("data-upload-url")).isEqualTo("/tasks/" + task + "/evidence");
        assertThat(own.select("section").attr("data-csrf-token")).isNotBlank();
        assertThat(own.select(".sc-evidence-phases input").eachAttr("value")).containsExactly("BEFORE", "AFTER");
        assertThat(own.select("input[type=file]")).hasSize(2);
        assertThat(own.select("[data-delete-url]")).hasSize(2);
        assertThat(own.select("details summary").text()).contains("第 1 轮");
        assertThat(own.select("details img").attr("alt")).isEqualTo("整改前：整改前img src=x onerror=alert(1).png");
        assertThat(own.select("section > .sc-evidence-pairs img").eachAttr("alt"))
                .containsExactly("整改前：整改前img src=x onerror=alert(1).png", "整改后：整改后.png");
        assertThat(own.select("section > .sc-evidence-pairs [data-phase=BEFORE] p.sc-evidence-note")
                        .text())
                .isEqualTo("第 1 轮的照片");
        assertThat(own.select("[onerror], script, style, [onclick]")).isEmpty();
        assertThat(own.select("time").text()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d.*");
        assertThat(read.select(".sc-evidence-upload, [data-delete-url]")).isEmpty();
        assertThat(read.select(".sc-evidence-file[data-evidence-id]")).hasSize(3);
        assertThat(fragment(clerk, "/evidence?item=" + item.number()).select(".sc-evidence-upload"))
                .hasSize(1);
    }

    @Test
    void tells_the_unit_to_claim_the_task_first() throws Exception {
        closeTask();
        String unclaimed = openTask("rectification", "submitEvidence", UNIT, null);

        assertThat(fragment(clerk, "/tasks/" + unclaimed + "/evidence").select(".sc-evidence-claim"))
                .hasSize(1);
        assertThat(fragment(clerk, "/evidence?item=" + item.number()).select(".sc-evidence-claim"))
                .hasSize(1);
        assertThat(fragment(supervisor, "/evidence?item=" + item.number()).select(".sc-evidence-claim"))
                .isEmpty();
    }

    private Document fragment(Person person, String path) throws Exception {
        String html = mvc.perform(get(path).with(user(person)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        return Jsoup.parse(html);
    }

    private ResultActions post(Person person, Phase phase, byte[] bytes) throws Exception {
        return mvc.perform(multipart("/tasks/" + task + "/evidence")
                .file(file(bytes))
                .param("phase", phase.name())
                .with(user(person))
                .with(csrf()));
    }

    private static MockMultipartFile file(byte[] bytes) {
        return new MockMultipartFile("file", "照片.jpg", "text/html", bytes);
    }
}
