package org.liftlock.dao.test;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.liftlock.dao.Database;
import org.liftlock.dao.Transactions;

/** Gives JUnit one invocation of the class for each backend; what is outside of them has no database. */
final class BackendContractExtension implements ClassTemplateInvocationContextProvider, ParameterResolver {

    private static final String REQUIRE_VARIABLE = "LIFTLOCK_TEST_REQUIRE";
    private static final String REQUIRE_PARAMETER = "liftlock.test.require";

    private static final Set<Class<?>> OF_A_TEST = Set.of(Database.class, Transactions.class, ContractDatabase.class);

    @Override
    public boolean supportsClassTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<? extends ClassTemplateInvocationContext> provideClassTemplateInvocationContexts(
            ExtensionContext context) {
        return ContractBackend.all(required(context)).stream()
                .map(backend -> ContractInvocation.of(backend, context.getRequiredTestClass()));
    }

    /** For what JUnit does once around all backends: {@code @BeforeAll}, and an instance that serves all tests. */
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        boolean once = parameter.getDeclaringExecutable() instanceof Method
                ? context.getTestMethod().isEmpty()
                : context.getTestInstanceLifecycle().equals(Optional.of(TestInstance.Lifecycle.PER_CLASS));
        return once
                && OF_A_TEST.contains(parameter.getParameter().getType())
                && !context.getUniqueId().contains("[class-template-invocation:");
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        throw noDatabaseFor(parameter);
    }

    static ParameterResolutionException noDatabaseFor(ParameterContext parameter) {
        return new ParameterResolutionException("A database lives as long as one test, so there is none for "
                + parameter.getDeclaringExecutable()
                + "; ask for it in @BeforeEach, or in the constructor of a class with one instance for each test");
    }

    private static Set<String> required(ExtensionContext context) {
        Set<String> names = new LinkedHashSet<>();
        Stream.of(
                        System.getenv(REQUIRE_VARIABLE),
                        context.getConfigurationParameter(REQUIRE_PARAMETER).orElse(null))
                .filter(list -> list != null)
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(names::add);
        return names;
    }
}
