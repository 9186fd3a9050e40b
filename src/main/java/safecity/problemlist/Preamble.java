package safecity.problemlist;

import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import safecity.problemlist.SheetCell.Kind;

/** What stands above the heading: the title, and the line with 填报单位 and 填报日期. */
record Preamble(
        String title, String reportingUnit, @Nullable LocalDate reportedOn, int year) {

    private static final Pattern UNIT = Pattern.compile("(?:填报|制表|上报|报送|编制)(?:单位|部门)\\s*[:：]\\s*([^\\s\\p{Z}:：]+)");
    private static final Pattern DATE = Pattern.compile(
            "(?:填报|制表|上报|报送|编制)?(?:日期|时间)\\s*[:：]\\s*(\\d{4}\\s*[年/.-]\\s*\\d{1,2}\\s*[月/.-]\\s*\\d{1,2})");
    private static final Pattern NOT_A_TITLE = Pattern.compile("(?:附件|附表|填报|制表|上报|报送|编制|日期|单位[:：]).*", Pattern.DOTALL);
    private static final int LONGEST_TITLE = 200;

    static Preamble of(List<SheetRow> above, String fileName, int currentYear) {
        String title = above.stream()
                .flatMap(row -> row.cells().values().stream())
                .map(cell -> CleanText.of(cell.text()).replaceAll("\\s+", ""))
                .filter(text -> text.length() >= 4 && !NOT_A_TITLE.matcher(text).matches())
                .findFirst()
                .orElseGet(() -> withoutExtension(fileName));
        String lines = above.stream()
                .map(row -> row.cells().values().stream().map(SheetCell::text).collect(Collectors.joining("  ")))
                .collect(Collectors.joining("\n"));
        Matcher unit = UNIT.matcher(lines);
        Matcher date = DATE.matcher(lines);
        LocalDate reportedOn = date.find()
                ? ListDates.read(new SheetCell(date.group(1), Kind.TEXT, false), currentYear)
                        .day()
                : null;
        return new Preamble(
                title.length() <= LONGEST_TITLE ? title : title.substring(0, LONGEST_TITLE),
                unit.find() ? unit.group(1) : "",
                reportedOn,
                reportedOn == null ? currentYear : reportedOn.getYear());
    }

    private static String withoutExtension(String fileName) {
        String name = CleanText.of(fileName).replaceAll("\\.[A-Za-z]{3,4}$", "");
        return name.isEmpty() ? "问题清单" : name;
    }
}
