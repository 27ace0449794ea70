package org.liftlock.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.liftlock.migration.RunListener;
import org.liftlock.migration.profile.DatabaseProfiler;
import org.liftlock.migration.source.SourceColumn;
import org.liftlock.migration.source.SourceOptions;
import org.liftlock.migration.source.SourceTable;
import org.liftlock.migration.source.SqliteSource;

/** Measures what reading every value for a plan costs beside a plain typed read of the same file. */
public final class ProfileFigures {

    private static final int WARM_UP = 2;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private static long sink;

    private ProfileFigures() {}

    /** Time on the clock and of the processor, in nanoseconds. */
    private record Cost(long clock, long processor) {}

    /** A pass over the whole file. */
    private interface Pass {
        void run() throws SQLException;
    }

    /**
     * Runs both in turn and prints medians and their ratio.
     *
     * @param arguments the SQLite file, and how many rounds; 7 without a word
     * @throws SQLException if the file cannot be read
     */
    public static void main(String[] arguments) throws SQLException {
        Path file = Path.of(arguments[0]);
        int rounds = arguments.length < 2 ? 7 : Integer.parseInt(arguments[1]);
        SourceOptions defaults = SourceOptions.defaults();
        List<Cost> plain = new ArrayList<>();
        List<Cost> profiled = new ArrayList<>();
        try (SqliteSource source =
                SqliteSource.open(file, new SourceOptions(1, defaults.offline(), defaults.workFolder()))) {
            for (int round = -WARM_UP; round < rounds; round++) {
                Cost one = cost(() -> read(file, source.schema().tables()));
                Cost other = cost(() -> sink += new DatabaseProfiler(source, false, RunListener.NONE)
                        .profile()
                        .rows());
                if (round >= 0) {
                    plain.add(one);
                    profiled.add(other);
                }
            }
        }
        print("clock", plain.stream().mapToLong(Cost::clock), profiled.stream().mapToLong(Cost::clock));
        print(
                "processor",
                plain.stream().mapToLong(Cost::processor),
                profiled.stream().mapToLong(Cost::processor));
    }

    private static Cost cost(Pass pass) throws SQLException {
        System.gc();
        long processor = PROCESS.getProcessCpuTime();
        long clock = System.nanoTime();
        pass.run();
        return new Cost(System.nanoTime() - clock, PROCESS.getProcessCpuTime() - processor);
    }

    /** Every value by the driver's own getter for its declared affinity, as an application reads it. */
    private static void read(Path file, List<SourceTable> tables) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:file:" + file + "?mode=ro");
                Statement statement = connection.createStatement()) {
            for (SourceTable table : tables) {
                List<SourceColumn> columns = table.columns();
                try (ResultSet rows =
                        statement.executeQuery("SELECT * FROM \"" + table.name().replace("\"", "\"\"") + "\"")) {
                    while (rows.next()) {
                        for (int i = 0; i < columns.size(); i++) {
                            sink += value(rows, columns.get(i), i + 1);
                        }
                    }
                }
            }
        }
    }

    private static long value(ResultSet rows, SourceColumn column, int index) throws SQLException {
        switch (column.affinity()) {
            case INTEGER -> {
                long value = rows.getLong(index);
                return isNull(rows, column) ? -1 : value;
            }
            case REAL -> {
                double value = rows.getDouble(index);
                return isNull(rows, column) ? -1 : (long) value;
            }
            default -> {
                byte[] bytes = rows.getBytes(index);
                return bytes == null ? 0 : bytes.length;
            }
        }
    }

    /** A number that may be NULL is not read without asking. */
    private static boolean isNull(ResultSet rows, SourceColumn column) throws SQLException {
        return !column.notNull() && rows.wasNull();
    }

    private static void print(String what, LongStream plain, LongStream profiled) {
        long[] read = plain.toArray();
        long[] profile = profiled.toArray();
        double[] ratios = new double[read.length];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = (double) profile[i] / read[i];
        }
        Arrays.sort(read);
        Arrays.sort(profile);
        Arrays.sort(ratios);
        System.out.printf(
                Locale.ROOT,
                "%-9s  plain read %8.1f ms  profile %8.1f ms  ratio %.2f (%.2f to %.2f)%n",
                what,
                read[read.length / 2] / NANOS_PER_MILLI,
                profile[profile.length / 2] / NANOS_PER_MILLI,
                ratios[ratios.length / 2],
                ratios[0],
                ratios[ratios.length - 1]);
    }
}
