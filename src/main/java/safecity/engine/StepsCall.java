package safecity.engine;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.impl.juel.AstBinary;
import org.camunda.bpm.impl.juel.AstDot;
import org.camunda.bpm.impl.juel.AstEval;
import org.camunda.bpm.impl.juel.AstIdentifier;
import org.camunda.bpm.impl.juel.AstLiteral;
import org.camunda.bpm.impl.juel.AstMethod;
import org.camunda.bpm.impl.juel.AstNode;
import org.camunda.bpm.impl.juel.AstUnary;
import org.camunda.bpm.impl.juel.Builder;
import org.camunda.bpm.impl.juel.Node;
import org.camunda.bpm.impl.juel.TreeBuilderException;
import org.jspecify.annotations.Nullable;

/**
 * The one form that an expression of a model may have: {@code ${word.method(arguments)}}, and after it components of the record that it returns.
 *
 * @param word      of the process whose steps are called
 * @param method    the step
 * @param arguments how many
 * @param accessors components read from what the step returns, in order
 * @param names     variables among the arguments
 */
record StepsCall(String word, String method, int arguments, List<String> accessors, Set<String> names) {

    private static final Builder BUILDER = new Builder(Builder.Feature.METHOD_INVOCATIONS);
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\s*([A-Za-z_]\\w*)\\s*}");
    private static final Set<String> PROPERTIES =
            Set.of("task.assignee", "task.id", "execution.processBusinessKey", "execution.processInstanceId");

    /** Whether a text holds an expression at all. */
    static boolean isExpression(String text) {
        return text.contains("${") || text.contains("#{");
    }

    /** Returns the name in {@code ${name}}; null if the text is anything else. */
    static @Nullable String variableIn(String text) {
        Matcher matcher = VARIABLE.matcher(text.strip());
        return matcher.matches() ? matcher.group(1) : null;
    }

    /**
     * Reads an expression.
     *
     * @throws IllegalArgumentException with a Chinese message if it is not of our form
     */
    static StepsCall parse(String text) {
        Node root;
        try {
            root = BUILDER.build(text.strip()).getRoot();
        } catch (TreeBuilderException malformed) {
            throw new IllegalArgumentException("表达式写法有误（第 %d 个字符附近）".formatted(malformed.getPosition() + 1));
        }
        if (!(root instanceof AstEval eval)) {
            throw new IllegalArgumentException("表达式前后不能夹带其他文字");
        }
        if (eval.isDeferred()) {
            throw new IllegalArgumentException("表达式要用 ${…}，不用 #{…}");
        }
        return call(eval.getChild(0));
    }

    /** How the call begins, as the designer wrote it. */
    String target() {
        return word + "." + method;
    }

    private static StepsCall call(Node outermost) {
        List<String> accessors = new ArrayList<>();
        Node node = outermost;
        while (node instanceof AstMethod call && call.getChild(0) instanceof AstDot dot) {
            Node arguments = call.getChild(1);
            if (dot.getChild(0) instanceof AstIdentifier word) {
                Set<String> names = new LinkedHashSet<>();
                for (int index = 0; index < arguments.getCardinality(); index++) {
                    addName(arguments.getChild(index), names);
                }
                return new StepsCall(word.getName(), name(dot), arguments.getCardinality(), accessors, names);
            }
            if (arguments.getCardinality() > 0) {
                break;
            }
            accessors.add(0, name(dot));
            node = dot.getChild(0);
        }
        throw new IllegalArgumentException("表达式只能调用本流程的步骤，写作 ${流程.步骤(参数)}");
    }

    private static void addName(Node argument, Set<String> names) {
        if (argument instanceof AstIdentifier variable) {
            names.add(variable.getName());
            return;
        }
        boolean property = argument instanceof AstDot dot
                && dot.getChild(0) instanceof AstIdentifier base
                && PROPERTIES.contains(base.getName() + "." + name(dot));
        boolean negative = argument instanceof AstUnary unary && unary.getChild(0) instanceof AstLiteral;
        if (!property && !negative && !(argument instanceof AstLiteral)) {
            throw new IllegalArgumentException(
                    argument instanceof AstBinary ? "参数里不能计算，把判断写进决策表或步骤" : "参数只能是变量、常量或 task.assignee");
        }
    }

    private static String name(AstDot dot) {
        return structure(dot).substring(structure(dot.getChild(0)).length() + 1);
    }

    private static String structure(AstNode node) {
        StringBuilder structure = new StringBuilder();
        node.appendStructure(structure, null);
        return structure.toString();
    }
}
