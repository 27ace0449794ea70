package org.liftlock.integration.kit;

import java.util.List;
import java.util.stream.Stream;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.liftlock.dao.Capability;
import org.liftlock.dao.Database;
import org.liftlock.dao.RepositoryBinder;
import org.liftlock.dao.RepositoryModule;
import org.liftlock.dao.jooq.JooqRepository;

/** The repository of the notes on both backends. */
final class NoteRepositories implements RepositoryModule {

    @Override
    public void configure(RepositoryBinder binder) {
        binder.bind(NoteRepository.class).on("sqlite", JooqNotes::new).on("postgres", JooqNotes::new);
    }

    private static final class JooqNotes extends JooqRepository implements NoteRepository {

        private static final Table<?> NOTE = DSL.table(DSL.name("note"));
        private static final Table<?> CATEGORY = DSL.table(DSL.name("category"));
        private static final Field<Long> ID = DSL.field(DSL.name("id"), SQLDataType.BIGINT);
        private static final Field<String> OF_CATEGORY = DSL.field(DSL.name("category"), SQLDataType.CLOB);
        private static final Field<String> TEXT = DSL.field(DSL.name("text"), SQLDataType.CLOB);
        private static final Field<String> CODE = DSL.field(DSL.name("code"), SQLDataType.CLOB);

        private final Database database;

        JooqNotes(Database database) {
            super(database);
            this.database = database;
        }

        @Override
        public long add(String text) {
            return write(dsl -> dsl.insertInto(NOTE)
                    .set(OF_CATEGORY, "work")
                    .set(TEXT, text)
                    .returning(ID)
                    .fetchSingle(ID));
        }

        @Override
        public List<String> texts() {
            return read(dsl -> dsl.select(TEXT).from(NOTE).orderBy(ID).fetch(TEXT));
        }

        @Override
        public Stream<String> stream() {
            return stream(dsl -> dsl.select(TEXT).from(NOTE).orderBy(ID), row -> row.get(TEXT));
        }

        @Override
        public List<String> categories() {
            return read(dsl -> dsl.select(CODE).from(CATEGORY).orderBy(CODE).fetch(CODE));
        }

        @Override
        public void wipe() {
            write(dsl ->
                    dsl.deleteFrom(NOTE).execute() + dsl.deleteFrom(CATEGORY).execute());
        }

        @Override
        public List<String> matching(String expression) {
            database.require(Capability.REGULAR_EXPRESSIONS);
            return read(dsl -> dsl.select(TEXT)
                    .from(NOTE)
                    .where(TEXT.likeRegex(expression))
                    .orderBy(ID)
                    .fetch(TEXT));
        }
    }
}
