package safecity.extension;

import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import safecity.calendar.WorkingDays;
import safecity.engine.Decisions;
import safecity.engine.DueDate;
import safecity.engine.Refused;
import safecity.item.Item;
import safecity.item.Status;
import safecity.unit.Units;

/** Whether an item may have more time, and how much; the numbers are in {@code extension.dmn}; until when a listed one may
 * ask, and within how many days that is decided, is in the timetable of its listing. */
@Component
class ExtensionRules {

    /** Row of the timetable of listings that says within how many days a request is decided. */
    private static final String DECIDE = "decideExtension";

    private final Decisions decisions;
    private final WorkingDays workingDays;
    private final Extensions extensions;
    private final Clock clock;
    private final String timetable;

    ExtensionRules(
            Decisions decisions,
            WorkingDays workingDays,
            Extensions extensions,
            Clock clock,
            @Value("${safecity.listing-timetable:listing}") String timetable) {
        this.decisions = decisions;
        this.workingDays = workingDays;
        this.extensions = extensions;
        this.clock = clock;
        this.timetable = timetable;
    }

    Terms terms(Item item) {
        boolean office = item.leadUnit().equals(Units.OFFICE);
        Map<String, Object> row =
                decisions.inForce("extension").row(Map.of("grade", item.grade().name(), "askedByOffice", office));
        return Terms.of(row);
    }

    /** Returns the last day on which more time may be asked: by the timetable of the listing while the item is listed, else by the rule. */
    LocalDate lastDayToAsk(Item item) {
        return extensions
                .listed(item.id())
                .map(Extensions.Listed::lastDay)
                .orElseGet(() ->
                        workingDays.shift(item.approvedDeadline(), -terms(item).lastDayBefore()));
    }

    /** Returns the end of the last day for the decision: by the timetable of the listing while the item is listed, else by the rule. */
    DueDate decideBy(Item item) {
        LocalDate today = LocalDate.now(clock);
        return extensions
                .listed(item.id())
                .map(listed -> decideListedBy(listed.level(), today))
                .orElseGet(() -> workingDays.dueIn(today, terms(item).decideWithin()));
    }

    private DueDate decideListedBy(String level, LocalDate today) {
        Map<String, Object> limit = decisions.inForce(timetable).rows(Map.of("level", level)).stream()
                .filter(row -> DECIDE.equals(row.get("duty")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("%s.dmn 没有“%s”这一行".formatted(timetable, DECIDE)));
        int days = ((Number) Objects.requireNonNull(limit.get("days"))).intValue();
        return Boolean.TRUE.equals(limit.get("working"))
                ? workingDays.dueIn(today, days)
                : WorkingDays.dueOn(today.plusDays(days));
    }

    /** Returns how many working days may still be granted; 0 or less if none. */
    int mostDays(Item item) {
        Terms terms = terms(item);
        Integer total = terms.mostWorkingDays();
        Integer months = terms.longestMonths();
        int left = total == null
                ? Integer.MAX_VALUE
                : total - extensions.granted(item.id()).workingDays();
        if (months == null) {
            return left;
        }
        LocalDate latest =
                LocalDate.ofInstant(item.createdAt(), WorkingDays.ZONE).plusMonths(months);
        return latest.isAfter(item.approvedDeadline())
                ? Math.min(left, workingDays.remaining(item.approvedDeadline(), latest))
                : 0;
    }

    /** Says in Chinese why no more time can be asked for today, an open request aside; empty if it can. */
    Optional<String> hindrance(Item item) {
        return hindranceOfStatus(item).or(() -> hindranceOfTerms(item)).or(() -> hindranceOfDay(item));
    }

    private static Optional<String> hindranceOfStatus(Item item) {
        if (item.status() == Status.PLANNING || item.status() == Status.RECTIFYING) {
            return item.pausedOn() == null ? Optional.empty() : Optional.of("问题已挂账，时限暂停计算，恢复后再申请");
        }
        return Optional.of(
                switch (item.status()) {
                    case DISPATCHED, HANDED_BACK -> "问题还没有签收，签收后才能申请延期";
                    case CLOSED -> "问题已销号，不能再申请延期";
                    default -> "问题已提交核查（%s），不能申请延期".formatted(item.status().label());
                });
    }

    private Optional<String> hindranceOfTerms(Item item) {
        Terms terms = terms(item);
        int times = extensions.granted(item.id()).times();
        if (times >= terms.mostTimes()) {
            return Optional.of("本问题已延期 %d 次，按规定最多 %d 次，不能再申请".formatted(times, terms.mostTimes()));
        }
        return mostDays(item) < 1 ? Optional.of("延期天数已用完：%s".formatted(terms.limits())) : Optional.empty();
    }

    private Optional<String> hindranceOfDay(Item item) {
        LocalDate today = LocalDate.now(clock);
        LocalDate deadline = item.approvedDeadline();
        if (today.isAfter(deadline)) {
            return Optional.of("问题已超过整改时限 %s，不能再申请延期".formatted(deadline));
        }
        LocalDate last = lastDayToAsk(item);
        if (!today.isAfter(last)) {
            return Optional.empty();
        }
        String rule = extensions.listed(item.id()).isPresent()
                ? "挂牌督办时间表"
                : "时限前 %d 个工作日".formatted(terms(item).lastDayBefore());
        return Optional.of("申请延期的最后一天是 %s（%s），已过，不能再申请".formatted(last, rule));
    }

    /**
     * Refuses to let more time be asked for today.
     *
     * @throws Refused with the reason
     */
    void requireAskable(Item item) {
        hindrance(item).ifPresent(why -> {
            throw new Refused(why);
        });
    }

    /**
     * Refuses more days than the rule has left.
     *
     * @throws Refused if {@code days} is less than 1 or more than may be granted
     */
    void requireWithin(Item item, int days) {
        int most = mostDays(item);
        if (days < 1 || days > most) {
            throw new Refused(
                    most < 1
                            ? "延期天数已用完：%s，不能再延期".formatted(terms(item).limits())
                            : "延期天数应为 1 至 %d 个工作日（%s），填写的是 %d"
                                    .formatted(most, terms(item).limits(), days));
        }
    }
}
