package safecity.audit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import safecity.identity.People;
import safecity.identity.Person;

/**
 * 操作日志: the one way to record. An entry is part of the transaction of what it tells: both are there, or neither is. What a transaction records is
 * collected, and written when it is about to commit, so that the chain is held by one writer at a time and for no longer than a commit takes. Holding
 * it last of all, a writer waits for nobody else, so that no two can wait for each other.
 */
@Component
public class AuditTrail {

    private static final String SYSTEM = "系统";

    private final Chain chain;
    private final TransactionTemplate own;
    private final People people;
    private final Clock clock;
    private final String node;

    AuditTrail(
            Chain chain,
            PlatformTransactionManager transactions,
            People people,
            Clock clock,
            @Value("${safecity.node:}") String node) {
        this.chain = chain;
        this.own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.people = people;
        this.clock = clock;
        this.node = node.isEmpty() ? hostName() : node;
    }

    /**
     * Records what was done. Within a transaction that writes, the entry comes and goes with it; else it is written at once.
     *
     * @param who     null if the system did it
     * @param act     what was done, in the words of the timeline
     * @param object  number of the item, or name of what it was done to; may be empty
     * @param details before → after where something changed; may be empty
     * @throws RuntimeException if it cannot be written; what it tells must not happen then
     */
    public void record(@Nullable Person who, String act, String object, String details) {
        add(draft(who, act, object, Outcome.SUCCEEDED, details));
    }

    /**
     * Records what the owner of an account did, as {@link #record} does.
     *
     * @throws java.util.NoSuchElementException if there is no such account
     */
    public void recordBy(String login, String act, String object, String details) {
        record(people.require(login), act, object, details);
    }

    /** Records an attempt that was not allowed, in a transaction of its own: the one of the attempt is rolled back. */
    void denied(@Nullable Person who, String act, String object, String details) {
        writeAlone(draft(who, act, object, Outcome.DENIED, details));
    }

    /** Records what was tried and did not come off, as {@link #record} does. */
    void failed(@Nullable Person who, String act, String object, String details) {
        add(draft(who, act, object, Outcome.FAILED, details));
    }

    /** Returns what there is to say of somebody who has no account here, or has not proved to be its owner. */
    Draft ofStranger(String login, String name, String act, String object, Outcome outcome, String details) {
        Asking asking = Asking.current();
        return new Draft(
                clock.instant(),
                node,
                login,
                name,
                "",
                "",
                asking.address(),
                act,
                object,
                outcome,
                details,
                asking.id());
    }

    Draft draft(@Nullable Person who, String act, String object, Outcome outcome, String details) {
        Asking asking = Asking.current();
        return new Draft(
                clock.instant(),
                node,
                who == null ? "" : who.login(),
                who == null ? SYSTEM : who.displayName(),
                who == null ? "" : who.roleNames(),
                who == null ? "" : who.unitName(),
                asking.address(),
                act,
                object,
                outcome,
                details,
                asking.id());
    }

    /** Records a draft, as {@link #record} does. */
    void add(Draft draft) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()
                || TransactionSynchronizationManager.isCurrentTransactionReadOnly()) {
            writeAlone(draft);
            return;
        }
        for (TransactionSynchronization each : TransactionSynchronizationManager.getSynchronizations()) {
            if (each instanceof Collected collected && collected.belongsTo(this)) {
                collected.add(draft);
                return;
            }
        }
        Collected collected = new Collected();
        TransactionSynchronizationManager.registerSynchronization(collected);
        collected.add(draft);
    }

    /** Records a draft in a transaction of its own. */
    void writeAlone(Draft draft) {
        own.executeWithoutResult(status -> chain.append(List.of(draft)));
    }

    /** How this machine is called in the trail. */
    String node() {
        return node;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    /** What the current transaction has recorded so far. A transaction that rolls back never asks for it. */
    private final class Collected implements TransactionSynchronization {

        private final List<Draft> drafts = new ArrayList<>();
        private boolean holdsChain;

        boolean belongsTo(AuditTrail trail) {
            return AuditTrail.this == trail;
        }

        /** Work that others do on the way to the commit may still record something; the chain is ours by then. */
        void add(Draft draft) {
            if (holdsChain) {
                chain.append(List.of(draft));
            } else {
                drafts.add(draft);
            }
        }

        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            holdsChain = true;
            chain.append(drafts);
        }
    }
}
