package org.liftlock.dao.test;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Finds what is said about a test: on its method, its class, and the classes around that. */
final class NearestAnnotations {

    private NearestAnnotations() {}

    /** Those that there are, the method's first. */
    static <A extends Annotation> Stream<A> of(Class<A> type, ExtensionContext context) {
        List<AnnotatedElement> outermostFirst = new ArrayList<>(context.getEnclosingTestClasses());
        context.getTestClass().ifPresent(outermostFirst::add);
        context.getTestMethod().ifPresent(outermostFirst::add);
        Collections.reverse(outermostFirst);
        return outermostFirst.stream().flatMap(element -> AnnotationSupport.findAnnotation(element, type).stream());
    }
}
