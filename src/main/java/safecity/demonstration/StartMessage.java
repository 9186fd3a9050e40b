package safecity.demonstration;

import java.nio.file.Path;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import safecity.identity.Demonstration;
import safecity.identity.People;

/** The last line of the start: where to go, who may sign in, where the data lie. For the console, so in Chinese. */
@Component
@Order(100)
class StartMessage implements ApplicationRunner {

    private static final List<String> SHOWN_ACCOUNTS =
            List.of("duban", "chengguanwei", "huangcunzhen", "zhuanjia", "lingdao", "sheji");

    private final ServletWebServerApplicationContext web;
    private final Demonstration demonstration;
    private final People people;
    private final String databaseUrl;
    private final String dataDirectory;

    StartMessage(
            ServletWebServerApplicationContext web,
            Demonstration demonstration,
            People people,
            @Value("${spring.datasource.url:}") String databaseUrl,
            @Value("${safecity.data-directory}") String dataDirectory) {
        this.web = web;
        this.demonstration = demonstration;
        this.people = people;
        this.databaseUrl = databaseUrl;
        this.dataDirectory = dataDirectory;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        StringBuilder text = new StringBuilder("\n创安督办已启动\n");
        text.append("  地址  http://localhost:%d\n".formatted(web.getWebServer().getPort()));
        text.append("  数据  %s\n".formatted(place()));
        if (demonstration.isOn()) {
            text.append("  演示账号（口令都是 %s，全部账号见 config/demonstration/users.csv）\n".formatted(demonstration.password()));
            for (String login : SHOWN_ACCOUNTS) {
                people.find(login)
                        .ifPresent(person ->
                                text.append("        %-14s %s\n".formatted(person.login(), person.displayName())));
            }
        } else if (people.all().isEmpty()) {
            text.append("  还没有账号。请停止程序，用 --safecity.first-administrator=登录名,登录名,登录名 运行一次，建立系统、安全、审计管理员\n");
        }
        System.out.println(text);
    }

    private String place() {
        return databaseUrl.isEmpty()
                ? Path.of(dataDirectory).toAbsolutePath().normalize() + "（内嵌 PostgreSQL）"
                : databaseUrl.replaceFirst("\\?.*", "");
    }
}
