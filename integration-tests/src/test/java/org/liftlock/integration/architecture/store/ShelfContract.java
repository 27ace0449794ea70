package org.liftlock.integration.architecture.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.liftlock.dao.test.BackendContract;

/** Is looked at and not run. */
@BackendContract(House.class)
abstract class ShelfContract {

    @Nested
    class Empty {

        @Test
        void holdsNothing(Shelf shelf) {
            assertThat(shelf.books()).isZero();
        }
    }
}
