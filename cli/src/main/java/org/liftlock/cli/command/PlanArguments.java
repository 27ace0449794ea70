package org.liftlock.cli.command;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.plan.NameStyle;
import org.liftlock.migration.plan.OrphanPolicy;
import org.liftlock.migration.plan.PlanOptions;
import org.liftlock.migration.plan.TableSelection;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The policies that a user may choose. */
final class PlanArguments {

    /** What text that PostgreSQL cannot store as text may become. */
    enum UnstorableText {
        BYTEA
    }

    /** Reads the name of a time zone. */
    static final class Zone implements ITypeConverter<ZoneId> {
        @Override
        public ZoneId convert(String name) {
            try {
                return ZoneId.of(name);
            } catch (DateTimeException e) {
                throw new TypeConversionException("'" + name + "' is no time zone; write UTC, Europe/Vienna or +02:00");
            }
        }
    }

    /** Reads a policy for orphans. */
    static final class Orphans implements ITypeConverter<OrphanPolicy> {
        @Override
        public OrphanPolicy convert(String word) {
            return OrphanPolicy.of(word)
                    .orElseThrow(() -> new TypeConversionException(
                            "'" + word + "' is no policy; write keep, set-null, quarantine or refuse"));
        }
    }

    @Option(
            names = "--names",
            paramLabel = "keep|fold|snake",
            description = "Names in PostgreSQL: in lower case (fold, default), as they are, or userId as user_id.")
    private NameStyle names = NameStyle.FOLD;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            converter = Zone.class,
            description =
                    "The zone that dates and times without one are in, for instance UTC: they become timestamptz.")
    private @Nullable ZoneId zone;

    @Option(
            names = "--strict-fractions",
            description = "Keep times with digits below the microsecond as text instead of rounding them.")
    private boolean strictFractions;

    @Option(
            names = "--unstorable-text",
            paramLabel = "bytea",
            description = "Columns with text that holds U+0000 become bytea instead of stopping the run.")
    private @Nullable UnstorableText unstorableText;

    @Option(
            names = "--orphans",
            paramLabel = "keep|set-null|quarantine|refuse",
            converter = Orphans.class,
            description =
                    "Rows that break a foreign key: load them and leave the key NOT VALID (default), load them with"
                            + " NULL in the key, set them aside, or stop before PostgreSQL is touched.")
    private OrphanPolicy orphans = OrphanPolicy.KEEP;

    @Option(
            names = "--choose",
            paramLabel = "[TABLE.COLUMN=]WORD",
            description = "Take an option that liftlock plan offers: for one column, or for all that it suits best."
                    + " May be given several times.")
    private List<String> choices = new ArrayList<>();

    @Option(
            names = "--include-table",
            paramLabel = "GLOB",
            description = "Bring only tables whose name in SQLite matches, with * for any letters and ? for one. May be"
                    + " given several times.")
    private List<String> included = new ArrayList<>();

    @Option(
            names = "--exclude-table",
            paramLabel = "GLOB",
            description = "Leave out tables whose name matches, and with them what refers to them. May be given several"
                    + " times.")
    private List<String> excluded = new ArrayList<>();

    PlanOptions options(boolean redact) {
        return new PlanOptions(
                names,
                zone,
                strictFractions,
                unstorableText == UnstorableText.BYTEA,
                redact,
                orphans,
                choices,
                new TableSelection(included, excluded));
    }
}
