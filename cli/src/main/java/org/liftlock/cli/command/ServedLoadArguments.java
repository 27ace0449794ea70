package org.liftlock.cli.command;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.LoadOptions;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How rows are brought into a server that others may use, and that may be far away. */
final class ServedLoadArguments {

    /** Reads a number of bytes. */
    static final class Size implements ITypeConverter<Long> {

        private static final Pattern FORM =
                Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{1,9})?) ?([kMGT]?i?B?)(?:/s)?", Pattern.CASE_INSENSITIVE);
        private static final Map<String, Long> UNITS = Map.of(
                "",
                1L,
                "k",
                1_000L,
                "m",
                1_000_000L,
                "g",
                1_000_000_000L,
                "t",
                1_000_000_000_000L,
                "ki",
                1L << 10,
                "mi",
                1L << 20,
                "gi",
                1L << 30,
                "ti",
                1L << 40);

        @Override
        public Long convert(String text) {
            Matcher matcher = FORM.matcher(text);
            Long unit = matcher.matches()
                    ? UNITS.get(matcher.group(2).toLowerCase(Locale.ROOT).replace("b", ""))
                    : null;
            BigDecimal size = unit == null
                    ? BigDecimal.ZERO
                    : new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
            BigDecimal whole = size.setScale(0, RoundingMode.DOWN);
            if (whole.signum() < 1 || whole.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
                throw new TypeConversionException("'" + text + "' is no size; write for instance 500kB, 20MB or 1.5GB");
            }
            return whole.longValueExact();
        }
    }

    /** Reads a time in seconds. */
    static final class Seconds implements ITypeConverter<Duration> {

        private static final int MOST = 86_400;

        @Override
        public Duration convert(String text) {
            int seconds = text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
            if (seconds < 1 || seconds > MOST) {
                throw new TypeConversionException("'" + text + "' is no time; write whole seconds from 1 to " + MOST);
            }
            return Duration.ofSeconds(seconds);
        }
    }

    @Mixin
    private LoadArguments load = new LoadArguments();

    @Option(
            names = "--max-rate",
            paramLabel = "SIZE",
            converter = Size.class,
            description = "Send at most so many bytes of rows in a second, over all connections: 500kB, 20MB, 1.5GB.")
    private long bytesPerSecond;

    @Option(
            names = "--resume",
            description =
                    "Go on where a run of the same file and plan stopped. Without it what that one left is removed.")
    private boolean resume;

    @Option(
            names = "--stall-timeout",
            paramLabel = "SECONDS",
            converter = Seconds.class,
            description =
                    "Ask after the server when it has taken nothing for so long, and give up a connection that is cut"
                            + " off. Default: 30.")
    private @Nullable Duration stallTime;

    LoadOptions options() {
        LoadOptions common = load.options();
        return new LoadOptions(
                common.jobs(),
                bytesPerSecond,
                resume,
                common.quarantinesBadRows(),
                stallTime == null ? common.stallTime() : stallTime);
    }
}
