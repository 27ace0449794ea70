package org.liftlock.integration.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.liftlock.dao.Capability;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.test.BackendContract;
import org.liftlock.dao.test.RequiresCapability;

/** A contract as a user has one, run by itself and not inside a test. */
@BackendContract(NoteRepositories.class)
abstract class NoteRepositoryContract {

    private final NoteRepository notes;

    NoteRepositoryContract(NoteRepository notes) {
        this.notes = notes;
    }

    @Test
    void keepsNotes() {
        assertThat(notes.add("a")).isEqualTo(1);
        assertThat(notes.add("b")).isEqualTo(2);
        assertThat(notes.texts()).containsExactly("a", "b");
    }

    @Test
    void keepsNoNoteTwice() {
        notes.add("a");
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> notes.add("a"))
                .returns(ErrorKind.DUPLICATE_KEY, DaoException::kind);
        assertThat(notes.texts()).containsExactly("a");
    }

    @Test
    @RequiresCapability(Capability.REGULAR_EXPRESSIONS)
    void matchesByExpressions() {
        notes.add("a");
        assertThat(notes.matching("^[ab]$")).containsExactly("a");
    }
}
