package org.liftlock.integration.architecture.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Is looked at and not run. */
abstract class CellarContract extends ShelfContract {

    @Test
    void holdsNothing(Cellar cellar) {
        assertThat(cellar.bottles()).isZero();
    }
}
