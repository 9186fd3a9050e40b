package safecity.problemlist;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResemblanceTest {

    @ParameterizedTest
    @CsvSource({
        "黄村镇某小区消防通道被占用, 某小区消防通道被占用。, 黄村镇, true",
        "某小区地下车库消防通道被占用, 某小区地下车库消防通道被占用，长期未清理, 黄村镇, true",
        "某餐饮店燃气泄漏报警装置失效未更换, 某餐饮店燃气泄漏报警装置失效未及时更换, , true",
        "3号楼消防通道被占用, 4号楼消防通道被占用, 黄村镇, false",
        "电梯维保超期, 消防水源不足, 黄村镇, false",
        "井盖破损, 兴华大街井盖破损且热力管线与燃气管线交叉处无警示标识, 黄村镇, false"
    })
    void knows_a_problem_told_twice(String first, String second, @Nullable String locality, boolean same) {
        Resemblance resemblance = new Resemblance();
        resemblance.add("第 4 行", first, locality);

        assertThat(resemblance.find(second, locality).isPresent()).isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource({"黄村镇, 旧宫镇", "黄村镇, "})
    void tells_localities_apart(String first, @Nullable String second) {
        Resemblance resemblance = new Resemblance();
        resemblance.add("第 4 行", "某小区消防通道被占用", first);

        assertThat(resemblance.find("某小区消防通道被占用", second)).isEmpty();
    }
}
