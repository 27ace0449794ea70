package org.liftlock.dao.jooq;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.UUID;

/**
 * How a backend stores values, for each type of which databases have their own idea. What is bound has been checked and cut
 * before: each backend is given the same values.
 *
 * @param instants points in time of the years 0 to 9999, in whole microseconds
 * @param dates days of the years 0 to 9999
 * @param dateTimes days with a time, of the years 0 to 9999, in whole microseconds
 * @param uuids UUIDs
 * @param decimals decimal fractions without trailing zeros
 * @param integers whole numbers of 64 bits
 * @param booleans true and false
 * @param texts text without U+0000
 * @param json JSON documents in the one form that {@link JsonTrees} writes
 * @param bytes bytes
 */
public record ValueStorages(
        ValueStorage<Instant> instants,
        ValueStorage<LocalDate> dates,
        ValueStorage<LocalDateTime> dateTimes,
        ValueStorage<UUID> uuids,
        ValueStorage<BigDecimal> decimals,
        ValueStorage<Long> integers,
        ValueStorage<Boolean> booleans,
        ValueStorage<String> texts,
        ValueStorage<String> json,
        ValueStorage<byte[]> bytes) {}
