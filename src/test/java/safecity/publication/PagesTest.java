package safecity.publication;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which page is shown, whatever was asked for. */
class PagesTest {

    @ParameterizedTest
    @CsvSource({"0,'',1,1,0", "20,2,1,1,0", "21,2,2,2,20", "41,99,3,3,40", "41,0,1,3,0", "41,-1,1,3,0", "41,x,1,3,0"})
    void shows_the_nearest_page_that_there_is(int total, String asked, int page, int count, int first) {
        Pages pages = Pages.of(total, 20, asked);

        assertThat(pages.page()).isEqualTo(page);
        assertThat(pages.count()).isEqualTo(count);
        assertThat(pages.first()).isEqualTo(first);
    }
}
