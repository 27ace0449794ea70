package org.liftlock.dao.test.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DifferenceCatalogueTest {

    private static final Path DOCUMENTATION = Path.of("..", "docs", "differences.md");

    private static final List<String> IDS = Stream.concat(
                    IntStream.rangeClosed(1, 30).mapToObj("D%02d"::formatted),
                    IntStream.rangeClosed(1, 12).mapToObj("E%d"::formatted))
            .toList();

    @Test
    void hasOneRuleForEachDifference() {
        assertThat(DifferenceCatalogue.differences()).extracting(Difference::id).containsExactlyElementsOf(IDS);
    }

    @Test
    void observesOnlyDifferencesThatHaveARule() {
        assertThat(DifferenceCatalogue.observed()).isNotEmpty().isSubsetOf(IDS);
    }

    @Test
    void isTheTableOfTheDocumentation() throws IOException {
        Files.writeString(Path.of("target", "differences-table.md"), DifferenceCatalogue.table());
        String documented = Files.readAllLines(DOCUMENTATION).stream()
                .filter(line -> line.startsWith("|"))
                .collect(Collectors.joining("\n", "", "\n"));
        assertThat(documented)
                .as("the table of docs/differences.md; the right one is in target/differences-table.md")
                .isEqualTo(DifferenceCatalogue.table());
    }
}
