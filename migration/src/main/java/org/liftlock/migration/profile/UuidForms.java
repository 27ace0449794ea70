package org.liftlock.migration.profile;

/**
 * The UUIDs of a column that holds nothing else but NULL and empty texts.
 *
 * @param texts how many are 36 characters, or 32 without hyphens
 * @param blobs how many are 16 bytes that carry a version and variant of RFC 9562
 * @param mixed whether they are spelled in more than one way (case, hyphens, bytes), so that values that differ in
 *     SQLite may be one UUID
 * @param canonical whether each comes back from PostgreSQL as it was spelled: in lower case with hyphens
 */
public record UuidForms(long texts, long blobs, boolean mixed, boolean canonical) {}
