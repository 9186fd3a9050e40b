package safecity.engine;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UrlPathHelper;
import safecity.engine.WebApiBody.Unacceptable;

/**
 * Stands before the engine's web API. Passes on the operations of {@link EngineOperations} to those who are there for their use, and nothing else (guard
 * G10); of what a path names, whoever may not see it is told the same as if it were not there; a body is small, asks for no expression (guard G3), and
 * completes a task with the fields of its form alone (guard G5).
 */
final class WebApiGuard extends OncePerRequestFilter {

    private static final String API = "/camunda/api";
    private static final String NOT_FOUND = "没有找到：可能已经办结或撤回，或者不在您的查看范围内；请刷新页面";
    private static final String NOT_ALLOWED = "没有通过校验，没有做任何改动；请刷新页面后重试，仍不行请重新登录";
    private static final String UNFIT = "请求的内容不合要求，没有做任何改动；请刷新页面后重试";
    private static final String FAILED = "系统出错，这次操作没有完成，数据没有改动；请稍后重试，仍然出错请联系系统管理员";
    private static final int MOST_RETRIES = 10;
    private static final int MOST_RESULTS = 1000;
    private static final Set<String> OWN_TASKS = Set.of("assignee", "processInstanceId", "firstResult", "maxResults");

    private final EngineOperations operations = EngineOperations.read();
    private final WebAppUsers users;
    private final TaskLookup tasks;

    WebApiGuard(WebAppUsers users, TaskLookup tasks) {
        this.users = users;
        this.tasks = tasks;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<EngineOperations.Found> asked = operations.find(request.getMethod(), pathOf(request));
        if (asked.isEmpty() || !isThereFor(asked.get().operation().uses())) {
            refuse(request, response, 403, "没有开放这项操作：任务由认领人填写表单办理，流程、记录、账号和权限不能从这里改动");
            return;
        }
        String expression = WebApiBody.expressionIn(request.getQueryString());
        if (expression != null) {
            refuse(request, response, 403, "查询条件中不允许使用表达式“%s”，请改用固定的值".formatted(expression));
            return;
        }
        String login = String.valueOf(request.getRemoteUser());
        String task = asked.get().names().get("task");
        if (task != null && !tasks.isSeenBy(login, task)) {
            refuse(request, response, 404, NOT_FOUND);
            return;
        }
        try {
            WebApiBody body = WebApiBody.of(request);
            String finding = findingIn(asked.get().operation(), request, body.json(), login, task);
            if (finding != null) {
                throw new Unacceptable(403, finding);
            }
            pass(
                    asked.get().operation(),
                    new BufferedRequest(
                            request, body.bytes(), queryOf(asked.get().operation(), request)),
                    response,
                    chain);
        } catch (Unacceptable unacceptable) {
            refuse(request, response, unacceptable.status(), String.valueOf(unacceptable.getMessage()));
        }
    }

    private boolean isThereFor(Set<WebAppUse> uses) {
        Authentication signedIn = SecurityContextHolder.getContext().getAuthentication();
        return signedIn != null && uses.stream().anyMatch(use -> users.may().test(signedIn, use));
    }

    private @Nullable String findingIn(
            EngineOperations.Operation operation,
            HttpServletRequest request,
            JsonNode body,
            String login,
            @Nullable String task) {
        return switch (operation.treatment()) {
            case PASS, LIMITED -> null;
            case FORM -> SubmittedForm.findingIn(body, tasks.fieldsOf(String.valueOf(task)));
            case MINE -> asksForOwnTasks(request, login) ? null : "只能查询自己认领的任务";
            case CLAIM -> body.path("userId").asText("").equals(login) ? null : "只能以自己的名义认领任务";
            case COMMENT -> tasks.isHandledBy(login, String.valueOf(task)) ? null : "只有承办该任务的单位可以添加备注";
            case RETRY -> isFewRetries(body) ? null : "只能让失败的作业再试 1 到 %d 次".formatted(MOST_RETRIES);
        };
    }

    private static @Nullable String queryOf(EngineOperations.Operation operation, HttpServletRequest request) {
        @Nullable String query = request.getQueryString();
        return operation.treatment() != EngineOperations.Treatment.LIMITED || request.getParameter("maxResults") != null
                ? query
                : (query == null ? "" : query + "&") + "maxResults=" + MOST_RESULTS;
    }

    private static boolean asksForOwnTasks(HttpServletRequest request, String login) {
        return OWN_TASKS.containsAll(request.getParameterMap().keySet())
                && Arrays.equals(new String[] {login}, request.getParameterValues("assignee"));
    }

    private static boolean isFewRetries(JsonNode body) {
        JsonNode retries = body.path("retries");
        return body.size() == 1 && retries.isInt() && retries.asInt() >= 1 && retries.asInt() <= MOST_RETRIES;
    }

    /** What is there and may not be seen is answered as what is not there; what the engine says in English of its inside is said in Chinese. */
    private static void pass(
            EngineOperations.Operation operation,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        KeptAnswer kept = new KeptAnswer(response);
        chain.doFilter(request, kept);
        int status = kept.getStatus();
        if (operation.namesSomething() && (status == 404 || status == 403 && !kept.isError())) {
            kept.resetBuffer();
            refuse(request, response, 404, NOT_FOUND);
        } else if (status >= 400 && status != 401 && !kept.isForPeople()) {
            kept.resetBuffer();
            WebApiRefusal.answer(response, status, status >= 500 ? FAILED : status == 403 ? NOT_ALLOWED : UNFIT);
        } else {
            kept.copyBodyToResponse();
        }
    }

    /** Returns the path within the API, decoded, as the engine reads it. */
    private static String pathOf(HttpServletRequest request) {
        String path = UrlPathHelper.defaultInstance.getPathWithinApplication(request);
        return path.startsWith(API) ? path.substring(API.length()) : "";
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, int status, String message)
            throws IOException {
        request.setAttribute(Denied.REASON, message);
        WebApiRefusal.answer(response, status, message);
    }
}
