package org.liftlock.sample.store;

import static org.liftlock.sample.store.schema.Tables.ALBUM;
import static org.liftlock.sample.store.schema.Tables.ARTIST;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record4;
import org.jooq.SelectOnConditionStep;
import org.jooq.impl.DSL;
import org.liftlock.dao.Database;
import org.liftlock.dao.Page;
import org.liftlock.dao.PageRequest;
import org.liftlock.dao.jooq.JooqRepository;
import org.liftlock.sample.music.Album;
import org.liftlock.sample.music.AlbumId;
import org.liftlock.sample.music.AlbumRepository;
import org.liftlock.sample.music.NewAlbum;

/** Albums, with the same SQL everywhere. */
final class JooqAlbumRepository extends JooqRepository implements AlbumRepository {

    private static final Keyset ALL =
            new Keyset("album.all", List.of(ARTIST.NAME, ALBUM.TITLE), List.of(String.class, String.class));

    JooqAlbumRepository(Database database) {
        super(database);
    }

    @Override
    public Album add(NewAlbum album) {
        long id = write(dsl -> {
            // Updated to what it is, since a row that is left alone is not returned.
            long artist = dsl.insertInto(ARTIST)
                    .set(ARTIST.NAME, album.artist())
                    .onConflict(ARTIST.NAME)
                    .doUpdate()
                    .set(ARTIST.NAME, album.artist())
                    .returningResult(ARTIST.ID)
                    .fetchSingle(ARTIST.ID);
            return dsl.insertInto(ALBUM)
                    .set(ALBUM.ARTIST_ID, artist)
                    .set(ALBUM.TITLE, album.title())
                    .set(ALBUM.RELEASED_ON, album.releasedOn())
                    .returningResult(ALBUM.ID)
                    .fetchSingle(ALBUM.ID);
        });
        return new Album(new AlbumId(id), album.artist(), album.title(), album.releasedOn());
    }

    @Override
    public Optional<Album> find(AlbumId id) {
        return read(dsl -> albums(dsl).where(ALBUM.ID.eq(id.value())).fetchOptional(JooqAlbumRepository::album));
    }

    @Override
    public Page<Album> all(PageRequest page) {
        List<Album> fetched =
                read(dsl -> ALL.page(albums(dsl).where(DSL.noCondition()), page).fetch(JooqAlbumRepository::album));
        return Page.of(page, fetched, last -> ALL.cursor(last.artist(), last.title()));
    }

    private static SelectOnConditionStep<Record4<Long, String, String, LocalDate>> albums(DSLContext dsl) {
        return dsl.select(ALBUM.ID, ARTIST.NAME, ALBUM.TITLE, ALBUM.RELEASED_ON)
                .from(ALBUM)
                .join(ARTIST)
                .on(ARTIST.ID.eq(ALBUM.ARTIST_ID));
    }

    private static Album album(Record4<Long, String, String, LocalDate> row) {
        return new Album(new AlbumId(row.value1()), row.value2(), row.value3(), row.value4());
    }
}
