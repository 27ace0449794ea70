package org.liftlock.cli.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.ProofOptions;
import org.liftlock.migration.verify.QueryFile;
import picocli.CommandLine.Option;

/** What is compared beside every row. */
final class QueriesArguments {

    @Option(
            names = "--queries",
            paramLabel = "FILE",
            description = "Run your own queries in both databases, too, and compare what they give. A line '-- name: …'"
                    + " begins a query; '-- sqlite:' and '-- postgres:' begin a spelling for each.")
    private @Nullable Path file;

    /** Reads the file once, so that a mistake in it is known before anything else is done. */
    void requireReadable() {
        if (file != null) {
            QueryFile.read(file);
        }
    }

    ProofOptions proof() {
        return proof(null, false);
    }

    ProofOptions proof(@Nullable Path memory, boolean resume) {
        return new ProofOptions(file, memory, resume);
    }
}
