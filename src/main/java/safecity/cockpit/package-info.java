/**
 * 督办页面: the list of items, the page of an item, its dossier in Tasklist, and the start page of each role. Reads the tables of all packages and
 * changes none, but that a notice was read; what a viewer may see is decided by {@link safecity.item.Items#VISIBLE} alone.
 */
@ApplicationModule(allowedDependencies = {"item", "unit", "calendar", "identity", "engine", "notice"})
@NullMarked
package safecity.cockpit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
