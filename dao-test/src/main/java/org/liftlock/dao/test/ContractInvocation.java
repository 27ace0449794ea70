package org.liftlock.dao.test;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The run of a contract on one backend.
 *
 * @param displayName names the backend in reports
 * @param run what its tests share
 * @param unavailable why the backend cannot be tested, or null
 */
record ContractInvocation(
        String displayName, ContractRun run, @Nullable RuntimeException unavailable)
        implements ClassTemplateInvocationContext {

    /** Key of the report entry that says where the tests ran. */
    private static final String BACKEND = "liftlock.backend";

    static ContractInvocation of(ContractBackend backend, Class<?> contract) {
        ContractRun run = new ContractRun(backend, contract);
        try {
            return new ContractInvocation(backend.databases().displayName(), run, null);
        } catch (RuntimeException | ExceptionInInitializerError e) {
            RuntimeException why = new IllegalStateException("The tests of " + backend.name() + " have no database", e);
            return new ContractInvocation(backend.name() + " (not available)", run, why);
        }
    }

    @Override
    public String getDisplayName(int invocationIndex) {
        return displayName;
    }

    @Override
    public void prepareInvocation(ExtensionContext context) {
        if (unavailable != null) {
            throw unavailable;
        }
        context.publishReportEntry(BACKEND, displayName);
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
        return List.of(
                new ContractTestExtension(run),
                new KnownDifferenceExtension(run.backend().name()),
                new CapabilityExtension(run),
                new RollbackExtension(run));
    }
}
