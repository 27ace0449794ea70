package org.liftlock.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.liftlock.migration.LoadOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class LoadArgumentsTest {

    @Command
    private static final class Holder {
        @Mixin
        private ServedLoadArguments load = new ServedLoadArguments();
    }

    private static LoadOptions parse(String... arguments) {
        Holder holder = new Holder();
        new CommandLine(holder).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
        return holder.load.options();
    }

    @Test
    void leavesTheDefaults() {
        assertThat(parse()).isEqualTo(LoadOptions.defaults());
    }

    @Test
    void readsEveryOption() {
        assertThat(parse("--jobs=4", "--max-rate=20MB", "--resume", "--on-bad-row=quarantine", "--stall-timeout=90"))
                .isEqualTo(new LoadOptions(4, 20_000_000, true, true, Duration.ofSeconds(90)));
    }

    @ParameterizedTest
    @CsvSource({
        "1,1",
        "512B,512",
        "500kB,500000",
        "500 KB,500000",
        "20MB/s,20000000",
        "1.5GB,1500000000",
        "64KiB,65536",
        "2MiB,2097152",
        "3g,3000000000",
        "1T,1000000000000"
    })
    void readsSizes(String text, long bytes) {
        assertThat(parse("--max-rate=" + text).bytesPerSecond()).isEqualTo(bytes);
    }

    @Test
    void saysHowToGoOnInTheUsersOwnWords() {
        assertThat(Resumption.line(List.of("migrate", "my music.sqlite", "--to", "env:TARGET"), 1_200_000))
                .isEqualTo(
                        "Next: liftlock migrate 'my music.sqlite' --to env:TARGET --resume goes on from the 1,200,000"
                                + " rows in PostgreSQL; without --resume it begins anew");
        assertThat(Resumption.line(List.of("migrate", "a.db", "--resume"), 1))
                .isEqualTo("Next: liftlock migrate a.db --resume goes on from the 1 row in PostgreSQL; without"
                        + " --resume it begins anew");
    }
}
