package org.liftlock.dao.test.semantics;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lists what {@link SemanticsContract} says, for reports and for the table in the documentation. Stateless. */
public final class DifferenceCatalogue {

    private static final Comparator<Difference> BY_ID = Comparator.<Difference, Character>comparing(
                    difference -> difference.id().charAt(0))
            .thenComparing(difference -> Integer.parseInt(difference.id().substring(1)));

    private DifferenceCatalogue() {}

    /**
     * The differences.
     *
     * @return one for each test of a rule, D before E, by number
     */
    public static List<Difference> differences() {
        return annotations(Difference.class).sorted(BY_ID).toList();
    }

    /**
     * The differences of which a test says what each backend does.
     *
     * @return ids, once for each test
     */
    public static List<String> observed() {
        return annotations(Observed.class).map(Observed::value).sorted().toList();
    }

    /**
     * The differences as a table.
     *
     * @return Markdown, a line for each
     */
    public static String table() {
        return Stream.concat(
                        Stream.of("| id | topic | rule | write | settled |", "|---|---|---|---|---|"),
                        differences().stream()
                                .map(difference -> Stream.of(
                                                difference.id(),
                                                difference.topic(),
                                                difference.rule(),
                                                difference.instead(),
                                                difference.settled().words())
                                        .collect(Collectors.joining(" | ", "| ", " |"))))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private static <A extends Annotation> Stream<A> annotations(Class<A> type) {
        return Arrays.stream(SemanticsContract.class.getDeclaredClasses())
                .flatMap(topic -> Arrays.stream(topic.getSuperclass().getDeclaredMethods()))
                .map((Method method) -> method.getAnnotation(type))
                .filter(annotation -> annotation != null);
    }
}
