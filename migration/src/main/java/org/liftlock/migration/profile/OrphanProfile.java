package org.liftlock.migration.profile;

import org.liftlock.migration.source.SourceForeignKey;

/**
 * The rows that break a foreign key.
 *
 * @param foreignKey the key
 * @param rows the child rows without a parent
 */
public record OrphanProfile(SourceForeignKey foreignKey, Occurrences rows) {}
