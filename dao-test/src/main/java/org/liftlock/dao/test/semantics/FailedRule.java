package org.liftlock.dao.test.semantics;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Adds to a failure which rule does not hold, and on which backend: build tools print the name of a method alone. */
final class FailedRule implements TestExecutionExceptionHandler {

    private static final String INVOCATION = "class-template-invocation";

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        failure.addSuppressed(new RuleDoesNotHold(context.getDisplayName() + " [" + backend(context) + "]"));
        throw failure;
    }

    /** What the run of the contract on one backend is called. */
    private static String backend(ExtensionContext test) {
        Optional<ExtensionContext> context = Optional.of(test);
        while (context.isPresent()) {
            String id = context.get().getUniqueId();
            if (id.startsWith(INVOCATION, id.lastIndexOf('[') + 1)) {
                return context.get().getDisplayName();
            }
            context = context.get().getParent();
        }
        return "unknown backend";
    }

    /** A line in a stack trace. */
    private static final class RuleDoesNotHold extends RuntimeException {

        private static final long serialVersionUID = 1L;

        RuleDoesNotHold(String line) {
            super(line, null, false, false);
        }
    }
}
