package org.liftlock.dao.test;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Expects the assertion of a test to fail where a difference is known. */
final class KnownDifferenceExtension implements TestInterceptor {

    /** Key of the report entry that names a difference which is still there. */
    private static final String DIFFERENCE = "liftlock.knownDifference";

    private final String backend;

    KnownDifferenceExtension(String backend) {
        this.backend = backend;
    }

    @Override
    public void around(Invocation<Void> test, ExtensionContext context) throws Throwable {
        Optional<KnownDifference> known = here(context);
        if (known.isEmpty()) {
            test.proceed();
            return;
        }
        KnownDifference difference = known.get();
        try {
            test.proceed();
        } catch (AssertionError expected) {
            context.publishReportEntry(DIFFERENCE, difference.id() + " on " + backend + ": " + difference.reason());
            return;
        }
        throw new AssertionError(difference.id() + " no longer differs on " + backend
                + ": delete the annotation @KnownDifference (" + difference.reason() + ")");
    }

    private Optional<KnownDifference> here(ExtensionContext context) {
        List<KnownDifference> all =
                AnnotationSupport.findRepeatableAnnotations(context.getRequiredTestMethod(), KnownDifference.class);
        return all.stream()
                .filter(difference -> difference.on().equals(backend))
                .findFirst();
    }

    @Override
    public <T> T interceptTestFactoryMethod(
            Invocation<T> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        if (here(context).isPresent()) {
            throw new ExtensionConfigurationException(
                    "@KnownDifference speaks of one test and not of all that a @TestFactory makes");
        }
        return invocation.proceed();
    }
}
