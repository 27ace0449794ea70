package org.liftlock.dao.test;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.liftlock.dao.Capability;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;

/** Expects a refusal where the backend lacks what a test needs, and none where it has it. */
final class CapabilityExtension implements TestInterceptor {

    /** Key of the report entry that names a capability which was refused as it should. */
    private static final String REFUSED = "liftlock.refusedCapability";

    private final ContractRun run;

    CapabilityExtension(ContractRun run) {
        this.run = run;
    }

    @Override
    public void around(Invocation<Void> test, ExtensionContext context) throws Throwable {
        Set<Capability> required = EnumSet.noneOf(Capability.class);
        NearestAnnotations.of(RequiresCapability.class, context)
                .forEach(annotation -> required.addAll(Arrays.asList(annotation.value())));
        if (required.isEmpty()) {
            test.proceed();
            return;
        }
        Set<Capability> lacking = EnumSet.copyOf(required);
        lacking.removeAll(TestScope.of(run, context).database().database().capabilities());
        if (lacking.isEmpty()) {
            expectNoRefusal(test, required);
        } else {
            expectRefusal(test, lacking, context);
        }
    }

    private void expectNoRefusal(Invocation<Void> test, Set<Capability> required) throws Throwable {
        try {
            test.proceed();
        } catch (Throwable failure) {
            Optional<Capability> refused = refusedOf(required, failure);
            if (refused.isPresent()) {
                throw new AssertionError(
                        run.backend().name() + " declares the capability " + refused.get() + " and refuses it",
                        failure);
            }
            throw failure;
        }
    }

    private void expectRefusal(Invocation<Void> test, Set<Capability> lacking, ExtensionContext context) {
        String what = run.backend().name() + " lacks " + lacking;
        try {
            test.proceed();
        } catch (Throwable failure) {
            Optional<Capability> refused = refusedOf(lacking, failure);
            if (refused.isPresent()) {
                context.publishReportEntry(
                        REFUSED, refused.get() + " on " + run.backend().name());
                return;
            }
            throw new AssertionError(
                    what + ", so a DaoException UNSUPPORTED that names it is expected, and not another failure",
                    failure);
        }
        throw new AssertionError(
                what + ", so a DaoException UNSUPPORTED that names it is expected, but the test passes:"
                        + " let the repository call Database.require, or the backend declare the capability");
    }

    private static Optional<Capability> refusedOf(Set<Capability> capabilities, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DaoException refusal && refusal.kind() == ErrorKind.UNSUPPORTED) {
                return capabilities.stream()
                        .filter(capability -> refusal.context().containsValue(capability.name()))
                        .findFirst();
            }
        }
        return Optional.empty();
    }
}
