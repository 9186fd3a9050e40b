package safecity.engine;

import java.io.ByteArrayInputStream;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.HitPolicy;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.DmnModelElementInstance;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.camunda.bpm.model.dmn.instance.Text;
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

    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_ROWS = 500;
    private static final int LONGEST_QUOTED = 60;

    /** What a table is made of: no function, no loop, no literal expression, no second decision that it asks. */
    private static final Set<String> ELEMENTS =
            Set.of(("definitions decision decisionTable input inputExpression inputValues output outputValues "
                            + "defaultOutputEntry rule inputEntry outputEntry text description annotation annotationEntry")
                    .split(" "));

    /** Drawing. */
    private static final Pattern HARMLESS = Pattern.compile("https?://www\\.omg\\.org/spec/DMN/\\d+/(DMNDI|DC|DI)/");

    /** Reads and checks a decision; null if it is no DMN. */
    static @Nullable DecisionFile read(String id, byte[] content, Findings findings) {
        if (content.length > MOST_BYTES) {
            findings.add("文件超过 1 MB；决策表没有这么大，请检查是否选错了文件");
            return null;
        }
        @Nullable String unreadable = SchemaCheck.unreadable(content);
        if (unreadable != null) {
            findings.add("不是有效的 DMN（%s）；请用 Camunda Modeler 重新保存".formatted(unreadable));
            return null;
        }
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
        checkElements(((Document) model.getDocument().getDomSource().getNode()).getDocumentElement(), findings);
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
                    ? ""
                    : text(input.getInputExpression().getText());
            if (isBlank(input.getLabel()) || expression.isEmpty()) {
                findings.add(input, "输入列没有名称或表达式；双击列头填写");
            } else if (!NAME.matcher(expression).matches()) {
                findings.add(input, "输入列的表达式“%s”不是一个变量名；只填变量名，计算放在步骤里".formatted(shortened(expression)));
            } else {
                inputs.add(expression);
            }
        }
        for (Output output : table.getOutputs()) {
            if (isBlank(output.getName())) {
                findings.add(output, "输出列没有名字；双击列头填写“Output name”");
            }
            if (output.getOutputValues() != null) {
                checkCell(output, "可选值", output.getOutputValues().getText(), inputs, findings);
            }
            if (output.getDefaultOutputEntry() != null) {
                checkCell(output, "默认值", output.getDefaultOutputEntry().getText(), inputs, findings);
            }
        }
        for (Input input : table.getInputs()) {
            if (input.getInputValues() != null) {
                checkCell(input, "可选值", input.getInputValues().getText(), inputs, findings);
            }
        }
        checkRows(List.copyOf(table.getRules()), inputs, findings);
    }

    private static void checkRows(List<Rule> rows, Set<String> inputs, Findings findings) {
        if (rows.size() > MOST_ROWS) {
            findings.add("有 %d 行；一张决策表最多 %d 行，请合并".formatted(rows.size(), MOST_ROWS));
            return;
        }
        for (int index = 0; index < rows.size(); index++) {
            Rule row = rows.get(index);
            String place = "第 %d 行".formatted(index + 1);
            row.getInputEntries().forEach(cell -> checkCell(row, place, cell.getText(), inputs, findings));
            row.getOutputEntries().forEach(cell -> checkCell(row, place, cell.getText(), inputs, findings));
        }
    }

    private static void checkCell(
            DmnModelElementInstance owner, String place, @Nullable Text cell, Set<String> inputs, Findings findings) {
        String text = text(cell);
        @Nullable String problem = DecisionCells.problemOf(text, inputs);
        if (problem != null) {
            findings.add(
                    owner,
                    "%s的单元格“%s”%s；只能填值、比较、区间和列表，例如 \"MAJOR\"、>= 20、[4..19]".formatted(place, shortened(text), problem));
        }
    }

    private static String text(@Nullable Text cell) {
        return cell == null ? "" : cell.getTextContent().strip();
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_QUOTED ? text.substring(0, LONGEST_QUOTED) + "…" : text;
    }

    /** Listed elements alone; and FEEL alone: the other languages are scripts, or expressions that reach beans. */
    private static void checkElements(Element element, Findings findings) {
        String namespace = String.valueOf(element.getNamespaceURI());
        if (HARMLESS.matcher(namespace).matches()) {
            return;
        }
        if (!namespace.endsWith("/MODEL/") || !ELEMENTS.contains(element.getLocalName())) {
            findings.add(element.getAttribute("id"), "不允许使用 <%s>；一个文件只放一张决策表".formatted(element.getNodeName()));
            return;
        }
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
                checkElements(child, findings);
            }
        }
    }

    private static boolean isBlank(@Nullable String text) {
        return text == null || text.isBlank();
    }
}
