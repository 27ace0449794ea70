package org.liftlock.dao.test;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.ReflectionSupport;
import org.liftlock.dao.Isolation;
import org.liftlock.dao.Transactions;
import org.liftlock.dao.UnitOptions;

/**
 * Runs a test that is isolated by rollback in a unit of work. A unit is a call around what happens in it, so the
 * {@code @BeforeEach} methods are held back until the test itself is called, and run right before it.
 */
final class RollbackExtension implements TestInterceptor {

    private static final Namespace NAMESPACE = Namespace.create(RollbackExtension.class);

    /** The strongest, since a unit inside may not ask for more than the one around it. */
    private static final UnitOptions OPTIONS = UnitOptions.defaults().isolation(Isolation.SERIALIZABLE);

    private final ContractRun run;

    RollbackExtension(ContractRun run) {
        this.run = run;
    }

    @Override
    public void interceptBeforeEachMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        if (TestScope.of(run, context).mode() != IsolationMode.ROLLBACK) {
            invocation.proceed();
            return;
        }
        Object target = method.getTarget().orElse(null);
        Object[] arguments = method.getArguments().toArray();
        heldBack(context).calls.add(() -> ReflectionSupport.invokeMethod(method.getExecutable(), target, arguments));
        invocation.skip();
    }

    @Override
    public void around(Invocation<Void> test, ExtensionContext context) throws Throwable {
        TestScope scope = TestScope.of(run, context);
        if (scope.mode() != IsolationMode.ROLLBACK) {
            test.proceed();
            return;
        }
        Transactions transactions = scope.database().database().transactions().with(OPTIONS);
        Outcome outcome = new Outcome();
        try {
            transactions.write(() -> {
                outcome.failure = failureOf(heldBack(context), test);
                throw new Undo();
            });
        } catch (Undo expected) {
            if (outcome.failure != null) {
                throw outcome.failure;
            }
        }
    }

    private static @Nullable Throwable failureOf(HeldBack before, Invocation<Void> test) {
        try {
            before.calls.forEach(Runnable::run);
            test.proceed();
            return null;
        } catch (Throwable failure) {
            return failure;
        }
    }

    private static HeldBack heldBack(ExtensionContext context) {
        return context.getStore(NAMESPACE).computeIfAbsent(HeldBack.class, key -> new HeldBack(), HeldBack.class);
    }

    private static final class HeldBack {
        final List<Runnable> calls = new ArrayList<>();
    }

    private static final class Outcome {
        @Nullable
        Throwable failure;
    }

    /** Rolls the unit back when the test is over. */
    private static final class Undo extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Undo() {
            super("rolls a test back", null, false, false);
        }
    }
}
