package org.liftlock.migration.assessment;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.liftlock.migration.PreparedMigration;
import org.liftlock.migration.finding.Finding;
import org.liftlock.migration.finding.Weight;
import org.liftlock.migration.source.SqliteSource;
import org.liftlock.migration.target.TargetFacts;

/**
 * Whether a database should move, with the evidence, and what the move would need.
 *
 * @param decision what the evidence comes to
 * @param signals how far it goes for each signal
 * @param cures what cures the pain on SQLite, the first first
 * @param surroundings what was seen without opening it
 * @param features what SQLite emulates in it
 * @param rows its rows
 * @param tables its tables
 * @param findings what the plan has to tell
 * @param move what the move needs, or null if it was not measured
 * @param target what the target tells, or null if none was given
 */
public record Assessment(
        Decision decision,
        Map<Signal, Strength> signals,
        List<Cure> cures,
        Surroundings surroundings,
        List<EmulatedFeature> features,
        long rows,
        int tables,
        List<Finding> findings,
        @Nullable MoveEstimate move,
        @Nullable TargetFacts target) {

    public Assessment {
        signals = Collections.unmodifiableMap(new EnumMap<>(signals));
        cures = List.copyOf(cures);
        features = List.copyOf(features);
        findings = List.copyOf(findings);
    }

    /**
     * Draws the conclusions.
     *
     * @param surroundings what was seen without opening the database
     * @param source the database
     * @param prepared its plan
     * @param move what the move needs, or null if it was not measured
     * @param target what the target tells, or null if none was given
     * @return the assessment
     */
    public static Assessment of(
            Surroundings surroundings,
            SqliteSource source,
            PreparedMigration prepared,
            @Nullable MoveEstimate move,
            @Nullable TargetFacts target) {
        List<EmulatedFeature> features = FeatureFinder.find(source, prepared.plan());
        Map<Signal, Strength> signals = Judgement.signals(surroundings, features);
        return new Assessment(
                Decision.of(signals.values()),
                signals,
                Judgement.cures(surroundings),
                surroundings,
                features,
                prepared.profile().rows(),
                prepared.profile().tables().size(),
                prepared.findings(),
                move,
                target);
    }

    /**
     * How far the evidence for a signal goes.
     *
     * @param signal the signal
     * @return its strength
     */
    public Strength strength(Signal signal) {
        return signals.getOrDefault(signal, Strength.UNKNOWN);
    }

    /**
     * Whether the data stands in the way of a move.
     *
     * @return true if a finding is a blocker or a fault, for exit code 1
     */
    public boolean saysNo() {
        return findings.stream().anyMatch(finding -> finding.weight().compareTo(Weight.FAULT) >= 0);
    }
}
