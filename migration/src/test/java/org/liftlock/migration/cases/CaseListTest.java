package org.liftlock.migration.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That no case is forgotten. */
class CaseListTest {

    private static final Pattern CASE = Pattern.compile("\"(b\\d\\d)\"");

    @Test
    void everyCaseIsCarriedByATest() throws IOException {
        List<String> all = IntStream.rangeClosed(1, 25)
                .mapToObj(number -> String.format("b%02d", number))
                .toList();
        assertThat(all).allMatch(name -> CaseListTest.class.getResource("/failure-cases/" + name + ".sql") != null);

        Path sources = Path.of("src", "test", "java", "org", "liftlock", "migration", "cases");
        TreeSet<String> carried = new TreeSet<>();
        try (Stream<Path> files = Files.list(sources)) {
            for (Path file : files.toList()) {
                carried.addAll(CASE.matcher(Files.readString(file))
                        .results()
                        .map(MatchResult::group)
                        .map(name -> name.replace("\"", ""))
                        .collect(Collectors.toSet()));
            }
        }
        assertThat(carried).containsExactlyElementsOf(all);
    }
}
