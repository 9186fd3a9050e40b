package safecity.engine;

import java.io.ByteArrayInputStream;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.xml.ModelException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * A decision table as a file, checked while it is read.
 *
 * @param id     the file's name without its ending
 * @param inputs names that its input expressions read as they are
 */
record DecisionFile(String id, Set<String> inputs) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");

    private static final Set<HitPolicy> UNSUPPORTED = Set.of(HitPolicy.PRIORITY, HitPolicy.OUTPUT_ORDER);

    /** Reads and checks a decision; null if it is no DMN. */
    static @Nullable DecisionFile read(String id, byte[] content, Findings findings) {
        DmnModelInstance model;
        try {
            model = Dmn.readModelFromStream(new ByteArrayInputStream(content));
        } catch (ModelException malformed) {
            findings.add("不是有效的 DMN（%s）；请用 Camunda Modeler 重新保存".formatted(ModelFiles.reason(malformed)));
            return null;
        }
        Collection<Decision> decisions = model.getModelElementsByType(Decision.class);
        if (decisions.size() != 1) {
            findings.add("有 %d 个决策；一个文件只放一个决策".formatted(decisions.size()));
        }
        checkLanguages(((Document) model.getDocument().getDomSource().getNode()).getDocumentElement(), findings);
        Set<String> inputs = new TreeSet<>();
        for (Decision decision : decisions) {
            if (!id.equals(decision.getId())) {
                findings.add(decision, "决策 id 与文件名不一致；把决策 id 改为“%s”".formatted(id));
            }
            if (!ProcessRules.isChinese(decision.getName())) {
                findings.add(decision, "决策没有中文名称；请填写");
            }
            if (decision.getExpression() instanceof DecisionTable table) {
                checkTable(table, findings, inputs);
            } else {
                findings.add(decision, "不是决策表；请改为 Decision table");
            }
        }
        return new DecisionFile(id, inputs);
    }

    private static void checkTable(DecisionTable table, Findings findings, Set<String> inputs) {
        if (UNSUPPORTED.contains(table.getHitPolicy())) {
            findings.add(table, "命中策略 %s 不支持；改为 Unique、First 或 Any".formatted(table.getHitPolicy()));
        }
        for (Input input : table.getInputs()) {
            String expression = input.getInputExpression() == null
                            || input.getInputExpression().getText() == null
                    ? ""
                    : input.getInputExpression().getText().getTextContent().strip();
            if (isBlank(input.getLabel()) || expression.isEmpty()) {
                findings.add(input, "输入列没有名称或表达式；双击列头填写");
            }
            if (NAME.matcher(expression).matches()) {
                inputs.add(expression);
            }
        }
        for (Output output : table.getOutputs()) {
            if (isBlank(output.getName())) {
                findings.add(output, "输出列没有名字；双击列头填写“Output name”");
            }
        }
    }

    /** FEEL alone: the other languages are scripts, or expressions that reach beans. */
    private static void checkLanguages(Element element, Findings findings) {
        String language = element.getAttribute("expressionLanguage");
        boolean feel = language.isEmpty()
                || language.equalsIgnoreCase("feel")
                || language.startsWith("https://www.omg.org/spec/DMN/") && language.endsWith("/FEEL/");
        if (!feel) {
            findings.add(element.getAttribute("id"), "使用了语言“%s”；决策表只能用 FEEL".formatted(language));
        }
        NodeList children = element.getChildNodes();
        for (int index = 0; index < children.getLength(); index++) {
            if (children.item(index) instanceof Element child) {
                checkLanguages(child, findings);
            }
        }
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
