package org.liftlock.dao;

/**
 * The isolation that a unit of work asks for, weakest first. A backend may give a stronger one than asked, never a weaker
 * one: on SQLite every unit is serializable.
 */
public enum Isolation {
    /** Each statement sees what was committed before it began. Two units may overwrite each other's changes. */
    READ_COMMITTED,
    /**
     * All statements see one snapshot; a change to a row that another unit changed since fails with {@link
     * ErrorKind#CONFLICT}. The default.
     */
    REPEATABLE_READ,
    /** As if the units ran one after the other; where that cannot be had, {@link ErrorKind#CONFLICT}. */
    SERIALIZABLE
}
