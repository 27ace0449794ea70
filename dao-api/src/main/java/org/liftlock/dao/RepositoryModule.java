package org.liftlock.dao;

/**
 * Binds the repository interfaces of an application, or of a part of it, to their implementations on each backend:
 *
 * <pre>{@code
 * public void configure(RepositoryBinder binder) {
 *     binder.bind(TrackRepository.class)
 *             .on("sqlite", SqliteTrackRepository::new)
 *             .on("postgres", PostgresTrackRepository::new);
 * }
 * }</pre>
 *
 * <p>What the implementations need beside the database, a clock for instance, is given to the module's constructor.
 */
@FunctionalInterface
public interface RepositoryModule {

    /**
     * Binds repositories. Called once for each database that is opened with this module.
     *
     * @param binder takes the bindings
     */
    void configure(RepositoryBinder binder);
}
