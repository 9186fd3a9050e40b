package safecity.engine;

import java.util.List;

/** Models that break the contract between BPMN, DMN, forms and steps; the messages are Chinese and name file and element. */
public final class InvalidModels extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> findings;

    InvalidModels(List<String> findings) {
        super("流程模型有 " + findings.size() + " 处不合要求：\n  " + String.join("\n  ", findings));
        this.findings = List.copyOf(findings);
    }

    /** One message a finding: file, element, what is wrong, how to mend it. */
    public List<String> findings() {
        return findings;
    }
}
