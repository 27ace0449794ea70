package org.liftlock.dao.test;

import java.util.List;
import org.junit.jupiter.api.extension.AfterClassTemplateInvocationCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.liftlock.dao.Database;
import org.liftlock.dao.Transactions;
import org.liftlock.dao.spi.BackendProvider;

/** Gives the tests of one run their database and takes it back. */
final class ContractTestExtension
        implements ParameterResolver, AfterEachCallback, AfterClassTemplateInvocationCallback {

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
                || type == BackendProvider.class
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
        if (type == BackendProvider.class) {
            return run.backend().provider();
        }
        if (context.getTestMethod().isEmpty()) {
            throw BackendContractExtension.noDatabaseFor(parameter);
        }
        TestScope scope = TestScope.of(run, context);
        if (type == ContractDatabase.class) {
            return scope;
        }
        Database database = scope.database().database();
        if (type == Database.class) {
            return database;
        }
        return type == Transactions.class ? database.transactions() : database.repository(type);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        List<String> left = TestScope.of(run, context).end();
        if (!left.isEmpty()) {
            throw new AssertionError("The test leaves open: " + String.join("; ", left));
        }
    }

    @Override
    public void afterClassTemplateInvocation(ExtensionContext context) {
        run.close();
    }
}
