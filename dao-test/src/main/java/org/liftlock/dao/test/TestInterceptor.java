package org.liftlock.dao.test;

import java.lang.reflect.Method;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/** Stands around test methods, be they run once, repeated, or with parameters. */
interface TestInterceptor extends InvocationInterceptor {

    /** Runs the test and judges how it ends. */
    void around(Invocation<Void> test, ExtensionContext context) throws Throwable;

    @Override
    default void interceptTestMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        around(invocation, context);
    }

    @Override
    default void interceptTestTemplateMethod(
            Invocation<Void> invocation, ReflectiveInvocationContext<Method> method, ExtensionContext context)
            throws Throwable {
        around(invocation, context);
    }
}
