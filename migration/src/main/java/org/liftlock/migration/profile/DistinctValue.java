package org.liftlock.migration.profile;

import org.liftlock.migration.source.StorageClass;

/**
 * One of the few values that a column has.
 *
 * @param storageClass {@code TEXT} or {@code INTEGER}
 * @param word the text, or the integer's digits
 * @param rows where it stands
 */
public record DistinctValue(StorageClass storageClass, String word, Occurrences rows) {}
