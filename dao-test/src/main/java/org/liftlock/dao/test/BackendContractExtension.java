package org.liftlock.dao.test;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContext;
import org.junit.jupiter.api.extension.ClassTemplateInvocationContextProvider;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Gives JUnit one invocation of the class for each backend. */
final class BackendContractExtension implements ClassTemplateInvocationContextProvider {

    private static final String REQUIRE_VARIABLE = "LIFTLOCK_TEST_REQUIRE";
    private static final String REQUIRE_PARAMETER = "liftlock.test.require";

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
