package safecity.engine;

/**
 * A file made a new version of its process or table; published in the transaction that deploys it.
 *
 * @param file    such as {@code processes/problem.bpmn}
 * @param version of the definition, 1 for the first
 * @param sha256  of the file and of the forms that went with it, in lower-case hex
 */
public record ModelDeployed(String file, int version, String sha256) {}
