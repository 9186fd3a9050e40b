package safecity.engine;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Plays a history in its own time, for the demonstration list: the engine's clock is moved while its job executor stands still. */
@Component
public class Rehearsal {

    private final ManagementService management;
    private final JobExecutor executor;
    private final ApplicationEventPublisher events;
    private volatile boolean playing;

    Rehearsal(ProcessEngine engine, ApplicationEventPublisher events) {
        this.events = events;
        this.management = engine.getManagementService();
        this.executor = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getJobExecutor();
    }

    /** Plays a history; afterwards the clock runs again as it did before, whatever happened. */
    public void play(Runnable history) {
        boolean running = executor != null && executor.isActive();
        if (running) {
            executor.shutdown();
        }
        playing = true;
        try {
            history.run();
        } finally {
            ClockUtil.reset();
            playing = false;
            if (running) {
                executor.start();
            }
        }
    }

    /** Whether a history is being played; then nothing runs in the background that moves timers. */
    public boolean isPlaying() {
        return playing;
    }

    /** Sets the clock; only within {@link #play}. */
    public void itIs(Instant moment) {
        ClockUtil.setCurrentTime(Date.from(moment));
    }

    /** Runs all jobs that are due by the clock, and those that they bring about. */
    public void runDueJobs() {
        for (List<Job> due = dueJobs(); !due.isEmpty(); due = dueJobs()) {
            due.forEach(job -> management.executeJob(job.getId()));
        }
    }

    private List<Job> dueJobs() {
        events.publishEvent(new JobsRehearsed(ClockUtil.getCurrentTime().toInstant()));
        return management.createJobQuery().executable().unlimitedList();
    }
}
