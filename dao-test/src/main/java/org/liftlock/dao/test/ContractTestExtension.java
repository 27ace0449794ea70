package org.liftlock.dao.test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.liftlock.dao.Database;
import org.liftlock.dao.Transactions;

/** Gives the tests of one run their database and takes it back. */
final class ContractTestExtension
        implements ParameterResolver, AfterEachCallback, AfterClassTemplateInvocationCallback {

    private static final Namespace NAMESPACE = Namespace.create(ContractTestExtension.class);

    private final ContractRun run;

    ContractTestExtension(ContractRun run) {
        this.run = run;
    }

    /** The constructor belongs to its test, as long as each test has its own instance. */
    @Override
    public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext rootContext) {
        return ExtensionContextScope.TEST_METHOD;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Database.class
                || type == Transactions.class
                || type == ContractDatabase.class
                || isConfiguration(type)
                || run.binds(type);
    }

    private boolean isConfiguration(Class<?> type) {
        return ContractConfiguration.class.isAssignableFrom(type) && type.isInstance(run.configuration());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        if (isConfiguration(type)) {
            return run.configuration();
        }
        if (context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException("A database lives as long as one test, so there is none for "
                    + parameter.getDeclaringExecutable()
                    + "; ask for it in @BeforeEach, or in the constructor of a class with one instance for each test");
        }
        TestScope scope = scope(context);
        if (type == ContractDatabase.class) {
            return scope;
        }
        Database database = scope.database().database();
        if (type == Database.class) {
            return database;
        }
        return type == Transactions.class ? database.transactions() : database.repository(type);
    }

    private TestScope scope(ExtensionContext context) {
        return store(context)
                .computeIfAbsent(TestScope.class, key -> new TestScope(run, mode(context), context), TestScope.class);
    }

    private static Store store(ExtensionContext context) {
        return context.getStore(NAMESPACE);
    }

    /** What stands nearest to the test. */
    private static IsolationMode mode(ExtensionContext context) {
        Optional<IsolatedBy> nearest =
                context.getTestMethod().flatMap(method -> AnnotationSupport.findAnnotation(method, IsolatedBy.class));
        List<Class<?>> classes = new ArrayList<>(context.getEnclosingTestClasses());
        context.getTestClass().ifPresent(classes::add);
        Collections.reverse(classes);
        for (Class<?> type : classes) {
            nearest = nearest.or(() -> AnnotationSupport.findAnnotation(type, IsolatedBy.class));
        }
        return nearest.map(IsolatedBy::value).orElse(IsolationMode.DELETION);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        TestScope scope = store(context).get(TestScope.class, TestScope.class);
        if (scope == null) {
            return;
        }
        List<String> left = scope.end();
        if (!left.isEmpty()) {
            throw new AssertionError("The test leaves open: " + String.join("; ", left));
        }
    }

    @Override
    public void afterClassTemplateInvocation(ExtensionContext context) {
        run.close();
    }
}
