package org.liftlock.dao.jooq.schema;

/** Reads the schema of an open database; what {@link SchemaDescription#of} asks a backend for. Thread-safe. */
@FunctionalInterface
public interface SchemaReader {

    /**
     * Reads the schema as it is now.
     *
     * @return its description
     * @throws org.liftlock.dao.DaoException of any kind, if the database cannot be asked
     */
    SchemaDescription read();
}
