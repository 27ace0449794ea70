package org.liftlock.dao.test.semantics;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Names tests in reports by their difference, as {@link SemanticsContract} asks for. Stateless. */
public final class DifferenceNames extends DisplayNameGenerator.Standard {

    /** Creates the generator; JUnit does. */
    public DifferenceNames() {}

    @Override
    public String generateDisplayNameForNestedClass(List<Class<?>> enclosingInstanceTypes, Class<?> nestedClass) {
        return words(nestedClass.getSimpleName());
    }

    @Override
    public String generateDisplayNameForMethod(
            List<Class<?>> enclosingInstanceTypes, Class<?> testClass, Method testMethod) {
        Difference difference = testMethod.getAnnotation(Difference.class);
        if (difference != null) {
            return difference.id() + " " + difference.topic() + ": " + difference.rule();
        }
        Observed observed = testMethod.getAnnotation(Observed.class);
        if (observed != null) {
            return observed.value() + " observed: " + words(testMethod.getName());
        }
        return super.generateDisplayNameForMethod(enclosingInstanceTypes, testClass, testMethod);
    }

    private static String words(String camelCase) {
        return camelCase.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
