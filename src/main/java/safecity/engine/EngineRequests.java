package safecity.engine;

import java.util.List;
import java.util.Set;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * What may be asked of the engine's web API ({@code /camunda/api/engine}), by method and path after the engine's name: one list, the first entry
 * that fits decides, what fits none is left to the engine's own authorization. Queries by POST are reads and stand nowhere here.
 */
final class EngineRequests {

    /** How a request is treated. */
    enum Treatment {
        /** Left to the engine's authorization. */
        PASSED,
        /** Passed if it carries the fields of the task's form only. */
        FORM,
        /** Passed if the person claims for nobody else. */
        CLAIM,
        /** Passed if the task is the person's or the person's unit's. */
        COMMENT,
        /** Refused for everybody. */
        REFUSED
    }

    private static final PathPatternParser PATTERNS = new PathPatternParser();
    private static final PathContainer.Options DECODED = PathContainer.Options.create('/', false);
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private static final List<Entry> ENTRIES = List.of(
            form("POST", "/task/{taskId}/complete"),
            form("POST", "/task/{taskId}/submit-form"),
            claim("POST", "/task/{taskId}/claim"),
            comment("POST", "/task/{taskId}/comment/create"),

            // A task changes through its form and through claiming, in no other way.
            refused("POST", "/task/{taskId}/bpmnError"),
            refused("POST", "/task/{taskId}/bpmnEscalation"),
            refused("POST", "/task/{taskId}/resolve"),
            refused("POST", "/task/{taskId}/delegate"),
            refused("POST", "/task/{taskId}/assignee"),
            refused("*", "/task/{taskId}/variables/**"),
            refused("*", "/task/{taskId}/localVariables/**"),
            refused("*", "/task/{taskId}/identity-links/**"),
            refused("*", "/task/{taskId}/attachment/**"),
            refused("POST", "/task/create"),
            refused("PUT", "/task/{taskId}"),
            refused("PUT", "/task/{taskId}/comment/**"),
            refused("PUT", "/process-instance/{id}/comment/**"),

            // A case starts and moves through its model only.
            refused("POST", "/process-definition/{id}/start"),
            refused("POST", "/process-definition/{id}/submit-form"),
            refused("POST", "/process-definition/{id}/restart"),
            refused("POST", "/process-definition/{id}/restart-async"),
            refused("POST", "/process-definition/key/{key}/**"),
            refused("PUT", "/process-definition/**"),
            refused("POST", "/process-instance/{id}/modification"),
            refused("POST", "/process-instance/{id}/modification-async"),
            refused("*", "/process-instance/{id}/variables/**"),
            refused("*", "/process-instance/{id}/suspended"),
            refused("*", "/process-instance/suspended"),
            refused("*", "/process-instance/suspended-async"),
            refused("POST", "/process-instance/delete"),
            refused("POST", "/process-instance/delete-historic-query-based"),
            refused("POST", "/process-instance/variables-async"),
            refused("POST", "/process-instance/message-async"),
            refused("POST", "/process-instance/job-retries"),
            refused("POST", "/process-instance/job-retries-historic-query-based"),
            refused("*", "/execution/{id}/localVariables/**"),
            refused("POST", "/execution/{id}/signal"),
            refused("POST", "/execution/{id}/messageSubscriptions/**"),
            refused("POST", "/execution/{id}/create-incident"),
            refused("*", "/case-execution/{id}/{operation}/**"),
            refused("*", "/case-instance/{id}/{operation}/**"),
            refused("POST", "/modification/**"),
            refused("POST", "/migration/**"),
            refused("POST", "/message"),
            refused("POST", "/signal"),
            refused("POST", "/condition"),
            refused("*", "/external-task/{id}/{operation}/**"),
            refused("*", "/telemetry/**"),
            refused("POST", "/external-task/fetchAndLock"),
            refused("PUT", "/external-task/retries"),
            refused("POST", "/external-task/retries-async"),
            refused("PUT", "/variable-instance/**"),

            // People, units and rights are kept by the program: nobody gives himself another role, whatever the engine
            // would grant.
            refused("POST", "/user/create"),
            refused("PUT", "/user/**"),
            refused("POST", "/user/{id}/unlock"),
            refused("POST", "/group/create"),
            refused("PUT", "/group/**"),
            refused("POST", "/tenant/create"),
            refused("PUT", "/tenant/**"),
            refused("POST", "/authorization/create"),
            refused("PUT", "/authorization/**"),

            // Models are deployed by the program.
            refused("POST", "/deployment/create"),
            refused("POST", "/deployment/{id}/redeploy"),

            // What happened stays.
            refused("POST", "/history/process-instance/delete"),
            refused("POST", "/history/process-instance/set-removal-time"),
            refused("POST", "/history/decision-instance/delete"),
            refused("POST", "/history/decision-instance/set-removal-time"),
            refused("POST", "/history/batch/set-removal-time"),
            refused("POST", "/history/cleanup"),
            refused("PUT", "/history/**"),
            refused("DELETE", "/**"));

    private EngineRequests() {}

    /**
     * Tells how a request is treated.
     *
     * @param method HTTP method
     * @param path   after {@code /camunda/api/engine/engine/{name}}, decoded
     */
    static Treatment treatmentOf(String method, String path) {
        if (READS.contains(method)) {
            return Treatment.PASSED;
        }
        PathContainer parsed = parse(path);
        return ENTRIES.stream()
                .filter(entry -> entry.fits(method, parsed))
                .map(Entry::treatment)
                .findFirst()
                .orElse(Treatment.PASSED);
    }

    /** Returns the task's id from a path that is treated as a form or as a comment. */
    static String taskIn(String path) {
        PathContainer parsed = parse(path);
        PathPattern.PathMatchInfo match = PATTERNS.parse("/task/{taskId}/**").matchAndExtract(parsed);
        return match == null ? "" : match.getUriVariables().getOrDefault("taskId", "");
    }

    private static PathContainer parse(String path) {
        return PathContainer.parsePath(path.replaceAll("/+$", ""), DECODED);
    }

    private static Entry form(String method, String pattern) {
        return new Entry(method, PATTERNS.parse(pattern), Treatment.FORM);
    }

    private static Entry claim(String method, String pattern) {
        return new Entry(method, PATTERNS.parse(pattern), Treatment.CLAIM);
    }

    private static Entry comment(String method, String pattern) {
        return new Entry(method, PATTERNS.parse(pattern), Treatment.COMMENT);
    }

    private static Entry refused(String method, String pattern) {
        return new Entry(method, PATTERNS.parse(pattern), Treatment.REFUSED);
    }

    private record Entry(String method, PathPattern pattern, Treatment treatment) {

        boolean fits(String asked, PathContainer path) {
            return (method.equals("*") || method.equals(asked)) && pattern.matches(path);
        }
    }
}
