package org.liftlock.migration.testing;

import java.util.concurrent.atomic.AtomicBoolean;
import org.liftlock.migration.RunListener;

/** Does something once, in the middle of a phase, while the run waits. */
public final class InPhase implements RunListener {

    /** What to do. */
    public interface Act {
        void run() throws Exception;
    }

    private final Phase phase;
    private final Act act;
    private final AtomicBoolean done = new AtomicBoolean();
    private volatile boolean reached;

    private InPhase(Phase phase, Act act) {
        this.phase = phase;
        this.act = act;
    }

    public static InPhase of(Phase phase, Act act) {
        return new InPhase(phase, act);
    }

    public boolean isDone() {
        return done.get();
    }

    @Override
    public void begins(Phase begun, long totalRows) {
        reached = begun == phase;
    }

    @Override
    public void rows(String table, long rows) {
        if (reached && done.compareAndSet(false, true)) {
            try {
                act.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
