package org.liftlock.dao.spi;

/** Whether a unit of work may write. */
public enum UnitMode {
    /** It only reads. */
    READ,
    /** It reads and writes. */
    WRITE
}
