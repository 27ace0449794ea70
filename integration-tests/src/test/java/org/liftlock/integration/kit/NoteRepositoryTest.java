package org.liftlock.integration.kit;

class NoteRepositoryTest extends NoteRepositoryContract {

    NoteRepositoryTest(NoteRepository notes) {
        super(notes);
    }
}
