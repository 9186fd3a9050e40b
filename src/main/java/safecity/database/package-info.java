/**
 * 数据库: which PostgreSQL the program works on. Without {@code spring.datasource.url} it starts one of its own, with
 * its data under {@code safecity.data-directory}; with a URL it starts nothing. Owns both folders of SQL: {@code
 * db/migration} makes our tables, {@code db/engine} adds indexes to the engine's tables once the engine has made them.
 * The program works as an account that can alter none of our tables; migrations work as another, which owns them.
 * Also says in one sentence why a start was refused. Uses no other package.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package safecity.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
