package org.liftlock.sample.listener;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/**
 * Somebody who listens to music. The time of joining is cut to the microsecond.
 *
 * @param id tells listeners apart
 * @param name how they are called, of which there is one whatever its case
 * @param active whether their plays are being followed
 * @param joinedAt when they joined
 * @param zone where their days begin
 * @param version counts the changes, from 1
 */
public record Listener(ListenerId id, String name, boolean active, Instant joinedAt, ZoneId zone, long version) {

    /**
     * Cuts the time to what is kept.
     *
     * @param id tells listeners apart
     * @param name how they are called
     * @param active whether their plays are being followed
     * @param joinedAt when they joined
     * @param zone where their days begin
     * @param version counts the changes, from 1
     */
    public Listener {
        joinedAt = joinedAt.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * A listener of whom nothing is stored yet.
     *
     * @param id tells listeners apart
     * @param name how they are called
     * @param joinedAt when they joined
     * @param zone where their days begin
     * @return an active listener of version 1
     */
    public static Listener joining(ListenerId id, String name, Instant joinedAt, ZoneId zone) {
        return new Listener(id, name, true, joinedAt, zone, 1);
    }

    /**
     * The same with other particulars.
     *
     * @param newName how they are called
     * @param newActive whether their plays are being followed
     * @param newZone where their days begin
     * @return a listener of the same version
     */
    public Listener with(String newName, boolean newActive, ZoneId newZone) {
        return new Listener(id, newName, newActive, joinedAt, newZone, version);
    }

    /**
     * The same as somebody read it.
     *
     * @param readVersion the version that was read
     * @return a listener of that version
     */
    public Listener read(long readVersion) {
        return new Listener(id, name, active, joinedAt, zone, readVersion);
    }
}
