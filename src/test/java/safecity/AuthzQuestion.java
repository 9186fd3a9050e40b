package safecity;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import safecity.AuthzMatrix.Row;
import safecity.AuthzMatrix.Scope;
import safecity.AuthzObjects.Target;
import safecity.identity.Person;

/** An endpoint, asked by a person, or by nobody, for a thing. */
record AuthzQuestion(Row row, @Nullable Person person, Target target) {

    private static final Set<Integer> DENIED = Set.of(401, 403, 404);

    /**
     * What came back.
     *
     * @param leadsTo where it redirects to; empty if it does not
     * @param asked   method and path
     */
    record Answer(int status, String leadsTo, String asked) {}

    Scope scope() {
        return person == null ? row.anonymous() : AuthzPeople.scope(row, person);
    }

    /** The same question for another thing. */
    AuthzQuestion about(Target other) {
        return new AuthzQuestion(row, person, other);
    }

    /** Whether the person may open the page of the item that the thing belongs to. */
    boolean seenThrough(Row itemPage) {
        return row.object().isEmpty() || new AuthzQuestion(itemPage, person, target).isReached();
    }

    /** Whether the matrix opens it. */
    boolean isReached() {
        boolean gone = target == Target.FINISHED && row.object().equals("task");
        return scope() == Scope.SELF
                || scope() != Scope.NONE
                        && scope() != Scope.SECRET
                        && !gone
                        && switch (target) {
                            case OWN -> true;
                            case COLLEAGUES, FINISHED -> scope() != Scope.ASG;
                            case FOREIGN -> scope() == Scope.ALL;
                            case ABSENT -> false;
                        };
    }

    /** Says what is wrong with an answer; null if it is what the matrix says. What is not seen is to be answered as what is absent. */
    @Nullable
    String problemOf(Answer answer, Answer absent, boolean seen) {
        if (answer.status() >= 500) {
            return "it fails";
        }
        return person == null
                ? problemForNobody(answer)
                : isReached() ? problemOfReached(answer) : problemOfDenied(answer, absent, seen);
    }

    private @Nullable String problemForNobody(Answer answer) {
        boolean turnedAway = answer.status() == 401
                || answer.status() == 403
                || answer.leadsTo().endsWith("/login");
        boolean open = scope() != Scope.NONE;
        return open == turnedAway ? "it is to be " + (open ? "open" : "closed") : null;
    }

    private @Nullable String problemOfReached(Answer answer) {
        boolean mayBeTooLate = target == Target.FINISHED && !reads();
        return DENIED.contains(answer.status()) && !mayBeTooLate ? "it is to be reached" : null;
    }

    /** What one sees one may be refused with a reason; what one does not see is as if it were not there. */
    private @Nullable String problemOfDenied(Answer answer, Answer absent, boolean seen) {
        boolean denied = DENIED.contains(answer.status())
                || seen && !row.object().isEmpty() && !reads() && answer.status() >= 400
                || scope() == Scope.ALL && target == Target.ABSENT && !reads();
        if (!denied) {
            return "it is to be denied";
        }
        boolean alike = seen || target != Target.FOREIGN || answer.status() == absent.status();
        return alike ? null : "absent is " + absent.status();
    }

    private boolean reads() {
        return row.method().equals("GET");
    }

    @Override
    public String toString() {
        return "%s · %s · %s %s".formatted(row.endpoint(), person == null ? "nobody" : person, scope(), target);
    }
}
