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

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.ResultActions;
import safecity.ApplicationTest;
import safecity.calendar.Deadline;
import safecity.engine.Refused;
import safecity.engine.TaskChanged;
import safecity.identity.People;
import safecity.identity.Person;
import safecity.item.Grade;
import safecity.item.Item;
import safecity.item.ItemLog;
import safecity.item.Items;
import safecity.item.NewItem;
import safecity.item.Verifier;

/** Files on a real database: who may do what, what is kept, and what stays as it is. */
class EvidenceTest extends ApplicationTest {

    private static final String UNIT = "qu-ying-ji-guan-li-ju";

    @Autowired
    private Evidence evidence;

    @Autowired
    private EvidenceStore store;

    @Autowired
    private EvidenceChanges changes;

    @Autowired
    private Items items;

    @Autowired
    private ItemLog log;

    @Autowired
    private People people;

    @Autowired
    private ApplicationEventPublisher events;

    private Person clerk;
    private Person stranger;
    private Person supervisor;
    private Item item;
    private String task;

    @BeforeEach
    void registerAnItemWithAnOpenTask() {
        clerk = people.require("yingjiguanliju");
        stranger = people.require("guizifenju");
        supervisor = people.require("duban");
        item = transaction.execute(status -> items.register(
                new NewItem(
                        "消防通道堵塞",
                        "区级检查",
                        "商场一层",
                        null,
                        null,
                        Grade.ORDINARY,
                        UNIT,
                        Verifier.OFFICE,
                        List.of(),
                        "",
                        "",
                        "",
                        "",
                        "",
                        null,
                        UUID.randomUUID().toString(),
                        new Deadline(LocalDate.of(2020, 12, 31), false)),
                2020));
        task = openTask("rectification", "submitEvidence", UNIT, clerk.login());
    }

    @Test
    void keeps_what_the_assignee_uploads_and_tells_it_in_the_log() {
        EvidenceItem added = changes.add(task, Phase.AFTER, stream(Corpus.phonePhoto()), "../../整改后.jpg", clerk);

        EvidenceItem listed = evidence.list(item.id()).get(0);
        assertThat(listed).isEqualTo(added);
        assertThat(listed.fileName()).isEqualTo("整改后.jpg");
        assertThat(listed.unit()).isEqualTo(UNIT);
        assertThat(listed.takenAt()).isNotNull();
        assertThat(listed.sealed()).isFalse();
        assertThat(evidence.count(item.id(), 1, Phase.AFTER)).isEqualTo(1);
        assertThat(evidence.count(item.id(), 1, Phase.BEFORE)).isZero();
        assertThat(FileCheck.sha256(store.read(listed.sha256()))).isEqualTo(listed.sha256());
        ItemLog.Entry told = log.of(item.id()).get(0);
        assertThat(told.act()).isEqualTo("上传材料");
        assertThat(told.detail()).contains("整改后.jpg", listed.sha256().substring(0, 16));
    }

    @Test
    void refuses_the_same_file_twice_in_a_phase_but_not_in_another() {
        byte[] photo = Corpus.jpg();
        upload(Phase.BEFORE, photo, "第一张.jpg");

        upload(Phase.AFTER, photo, "第一张.jpg");

        assertThatThrownBy(() -> upload(Phase.BEFORE, photo, "又一张.jpg"))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("第一张.jpg");
    }

    @Test
    void refuses_the_fifty_first_file() {
        for (int i = 0; i < EvidenceChanges.MAX_FILES; i++) {
            upload(Phase.AFTER, small(i), i + ".png");
        }

        assertThatThrownBy(() -> upload(Phase.AFTER, small(99), "多.png")).hasMessageContaining("最多上传 50");
    }

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
        EvidenceItem report = upload(Phase.AFTER, Corpus.pdf("", ""), "整改报告.pdf");

        mvc.perform(get("/evidence/" + photo).with(user(supervisor)))
                .andExpect(status().isOk())
                .andExpect(content().contentType("image/jpeg"))
                .andExpect(header().string("Content-Disposition", containsString("inline")))
                .andExpect(header().string("X-Content-Type-Options", "nosniff"))
                .andExpect(header().string("Content-Security-Policy", "sandbox; default-src 'none'"))
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
    void keeps_shared_bytes_while_another_file_needs_them() {
        byte[] photo = small(33);
        EvidenceItem first = upload(Phase.BEFORE, photo, "一.png");
        EvidenceItem second = upload(Phase.AFTER, photo, "二.png");

        changes.delete(first.id(), clerk);

        assertThat(store.read(second.sha256())).isNotEmpty();
    }

    @Test
    void refuses_to_serve_bytes_that_were_changed_in_the_database() {
        EvidenceItem file = upload(Phase.AFTER, small(44), "照片.png");
        jdbc.sql(
                        "update safecity.evidence_content set bytes = set_byte(bytes, 20, get_byte(bytes, 20) # 1) where sha256 = :s")
                .param("s", file.sha256())
                .update();

        assertThatThrownBy(() -> store.read(file.sha256())).isInstanceOf(DamagedEvidence.class);
        assertThat(store.damaged()).contains(file.sha256());

        changes.delete(file.id(), clerk);
    }

    @Test
    void lets_the_database_itself_keep_sealed_files() {
        EvidenceItem file = upload(Phase.AFTER, small(55), "照片.png");
        transaction.executeWithoutResult(status -> evidence.seal(item.id(), 1));

        assertThatThrownBy(() -> jdbc.sql("delete from safecity.evidence where id = :id")
                        .param("id", file.id())
                        .update())
                .hasMessageContaining("cannot change");
    }

    @Test
    void tells_that_the_same_file_stands_for_another_item() {
        upload(Phase.AFTER, small(66), "照片.png");
        registerAnItemWithAnOpenTask();

        upload(Phase.AFTER, small(66), "照片.png");

        assertThat(evidence.list(item.id()).get(0).elsewhere()).isPositive();
    }

    @Test
    void refuses_an_upload_that_meets_the_submission() throws Exception {
        var sealed = new CountDownLatch(1);
        var pool = Executors.newSingleThreadExecutor();
        try {
            Future<?> upload = pool.submit(() -> {
                sealed.await();
                return upload(Phase.AFTER, small(77), "晚.png");
            });
            transaction.executeWithoutResult(status -> {
                evidence.seal(item.id(), 1);
                sealed.countDown();
                sleep();
                closeTask();
            });

            assertThatThrownBy(() -> upload.get(20, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(java.util.NoSuchElementException.class);
            assertThat(evidence.list(item.id())).isEmpty();
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void draws_the_fragment_with_what_each_person_may_do() throws Exception {
        upload(Phase.BEFORE, small(1), "整改前<img src=x onerror=alert(1)>.png");
        transaction.executeWithoutResult(status -> {
            evidence.seal(item.id(), 1);
            items.nextRound(item.id());
        });
        upload(Phase.AFTER, Corpus.pdf("", ""), "报告.pdf");

        Document own = fragment(clerk, "/tasks/" + task + "/evidence");
        Document read = fragment(supervisor, "/evidence?item=" + item.number());

        assertThat(own.select("body > section.sc-evidence")).hasSize(1);
        assertThat(own.select("section").attr("data-upload-url")).isEqualTo("/tasks/" + task + "/evidence");
        assertThat(own.select("section").attr("data-csrf-token")).isNotBlank();
        assertThat(own.select(".sc-evidence-phases input").eachAttr("value")).containsExactly("BEFORE", "AFTER");
        assertThat(own.select("input[type=file]")).hasSize(2);
        assertThat(own.select("[data-delete-url]")).hasSize(1);
        assertThat(own.select("details summary").text()).contains("第 1 轮");
        assertThat(own.select("details img").attr("alt")).isEqualTo("整改前<img src=x onerror=alert(1)>.png");
        assertThat(own.select("[onerror], script, style, [onclick]")).isEmpty();
        assertThat(own.select("time").text()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d.*");
        assertThat(read.select(".sc-evidence-upload, [data-delete-url]")).isEmpty();
        assertThat(read.select(".sc-evidence-files li")).hasSize(2);
        assertThat(fragment(clerk, "/evidence?item=" + item.number()).select(".sc-evidence-upload"))
                .hasSize(1);
    }

    private Document fragment(Person person, String path) throws Exception {
        String html = mvc.perform(get(path).with(user(person)))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString();
        return Jsoup.parse(html);
    }

    private EvidenceItem upload(Phase phase, byte[] bytes, String name) {
        return changes.add(task, phase, stream(bytes), name, clerk);
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

    private String openTask(String process, String element, String unit, String assignee) {
        String id = UUID.randomUUID().toString();
        tell(id, process, element, unit, assignee, true);
        return id;
    }

    private void closeTask() {
        tell(task, "rectification", "submitEvidence", UNIT, clerk.login(), false);
    }

    private void tell(String id, String process, String element, String unit, String assignee, boolean open) {
        events.publishEvent(new TaskChanged(id, item.number(), process, element, "提交整改佐证", unit, assignee, null, open));
    }

    private static byte[] small(int number) {
        var image = Corpus.twoColours(8 + number, 8, java.awt.image.BufferedImage.TYPE_INT_RGB);
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
        return out.toByteArray();
    }

    private static ByteArrayInputStream stream(byte[] bytes) {
        return new ByteArrayInputStream(bytes);
    }

    private static void sleep() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
