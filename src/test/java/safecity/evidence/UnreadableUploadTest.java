package safecity.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UnsupportedEncodingException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

class UnreadableUploadTest {

    private final UnreadableUpload answer = new UnreadableUpload();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void says_that_a_file_is_too_large() throws UnsupportedEncodingException {
        answer.resolveException(to("/tasks/7/evidence"), response, null, new MaxUploadSizeExceededException(1));

        assertThat(response.getStatus()).isEqualTo(413);
        assertThat(response.getContentAsString()).contains("\"message\":\"文件超过 20 MB");
    }

    @Test
    void says_that_a_name_cannot_be_used() throws UnsupportedEncodingException {
        answer.resolveException(to("/tasks/7/evidence"), response, null, new MultipartException("Invalid file name"));

        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(response.getContentAsString()).contains("改名");
    }

    @Test
    void leaves_other_uploads_to_others() {
        assertThat(answer.resolveException(to("/lists"), response, null, new MaxUploadSizeExceededException(1)))
                .isNull();
    }

    private static MockHttpServletRequest to(String path) {
        return new MockHttpServletRequest("POST", path);
    }
}
