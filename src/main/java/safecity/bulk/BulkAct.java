package safecity.bulk;

/**
 * Something that is done to many items.
 *
 * @param name   Chinese verb, such as 催办
 * @param path   where its preview is, and where it is sent to
 * @param method {@code post}, or {@code get} where nothing changes
 * @param target where the preview's form leads
 */
public record BulkAct(String name, String path, String method, String target) {

    /** An act that changes items: its preview and its form share one path. */
    public static BulkAct changing(String name, String path) {
        return new BulkAct(name, path, "post", path);
    }

    /** An act that only reads. */
    public static BulkAct reading(String name, String path, String target) {
        return new BulkAct(name, path, "get", target);
    }
}
