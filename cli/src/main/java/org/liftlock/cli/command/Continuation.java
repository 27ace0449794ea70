package org.liftlock.cli.command;

import java.util.Optional;

/** A command that may end early and leave something to go on from. */
public interface Continuation {

    /**
     * What the user can do after the run has ended early.
     *
     * @return one line that begins with {@code Next:}, or nothing if there is nothing to go on from
     */
    Optional<String> next();
}
