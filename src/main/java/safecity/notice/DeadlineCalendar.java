package safecity.notice;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VAlarm;
import biweekly.component.VEvent;
import biweekly.parameter.Related;
import biweekly.property.DateStart;
import biweekly.property.Trigger;
import biweekly.util.DateTimeComponents;
import biweekly.util.Duration;
import biweekly.util.ICalDate;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import safecity.calendar.WorkingDays;

/**
 * 时限日历: the open deadlines of a unit as iCalendar, each an event of a whole day with an alarm three days before. While an item's clock stands still,
 * its event is the day on which it runs again.
 */
@Component
class DeadlineCalendar {

    private static final int ALARM_DAYS = 3;
    private static final int REFRESH_HOURS = 4;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final String baseUrl;

    DeadlineCalendar(JdbcClient jdbc, Clock clock, @Value("${safecity.base-url}") String baseUrl) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.baseUrl = baseUrl.replaceAll("/$", "");
    }

    private record Deadline(String number, String title, LocalDate day, boolean provisional, boolean paused) {

        String summary() {
            return (paused ? "【挂账复核】%s %s" : "【时限】%s %s").formatted(number, title);
        }
    }

    /** Returns the calendar of a unit: the items that it is responsible for and those of which it holds a task. */
    String of(String unit, String unitName) {
        ICalendar calendar = new ICalendar();
        calendar.setProductId("-//safecity//deadlines//ZH");
        calendar.setName(unitName + "整改时限");
        calendar.addExperimentalProperty("X-WR-CALNAME", unitName + "整改时限");
        calendar.setRefreshInterval(Duration.builder().hours(REFRESH_HOURS).build());
        deadlines(unit).forEach(deadline -> calendar.addEvent(event(deadline)));
        return Biweekly.write(calendar).go();
    }

    private List<Deadline> deadlines(String unit) {
        return jdbc.sql("""
                select i.number, i.title, i.provisional and p.review_on is null as provisional, p.review_on is not null as paused,
                       case when p.review_on is not null then p.review_on
                            when i.lead_unit = :unit then i.approved_deadline
                            else coalesce(held.due, i.approved_deadline) end as day
                  from safecity.item i
                  left join safecity.pause p on p.item_id = i.id and p.state = 'RUNNING'
                  join lateral (
                       select count(*) as tasks, min(cast(t.due at time zone :zone as date)) as due
                         from safecity.open_task t
                        where t.business_key = i.number and t.unit = :unit) held on i.lead_unit = :unit or held.tasks > 0
                 where i.status <> 'CLOSED'
                 order by day, i.number""")
                .param("unit", unit)
                .param("zone", WorkingDays.ZONE.getId())
                .query((row, index) -> new Deadline(
                        row.getString("number"),
                        row.getString("title"),
                        row.getObject("day", LocalDate.class),
                        row.getBoolean("provisional"),
                        row.getBoolean("paused")))
                .list();
    }

    private VEvent event(Deadline deadline) {
        VEvent event = new VEvent();
        event.setUid(deadline.number() + "@safecity");
        event.setDateTimeStamp(Date.from(clock.instant()));
        LocalDate day = deadline.day();
        event.setDateStart(new DateStart(
                new ICalDate(new DateTimeComponents(day.getYear(), day.getMonthValue(), day.getDayOfMonth()), false)));
        String summary = deadline.summary();
        event.setSummary(summary);
        if (deadline.paused()) {
            event.setDescription("挂账期间计时暂停，到期自动恢复计时");
        } else if (deadline.provisional()) {
            event.setDescription("暂定：当年放假通知尚未公布，公布后可能调整");
        }
        event.setUrl("%s/items/%s".formatted(baseUrl, deadline.number()));
        event.setTransparency(true);
        Duration before = Duration.builder().prior(true).days(ALARM_DAYS).build();
        event.addAlarm(VAlarm.display(new Trigger(before, Related.START), summary));
        return event;
    }
}
