package org.liftlock.sample.music;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;
import org.liftlock.dao.Page;
import org.liftlock.dao.PageRequest;
import org.liftlock.dao.test.ContractDatabase;
import org.liftlock.sample.MusicContract;

/** Which tracks full-text search finds, on every database. */
public abstract class TrackSearchContract extends MusicContract {

    private TrackSearch search;
    private TrackRepository tracks;

    @BeforeEach
    void aLibrary() {
        search = database.repository(TrackSearch.class);
        tracks = database.repository(TrackRepository.class);
        Album homogenic = album("Björk", "Homogenic");
        Album and = album("AND also the NOT", "Greatest-Hits (Vol. 2)");
        Album world = album("宇多田ヒカル", "Ｗｏｒｌｄ");
        track(homogenic, "joga", "Jóga");
        track(homogenic, "hunter", "Hunter – Live at O'Brien's");
        track(and, "near", "NEAR the River");
        track(and, "river", "rivers_of 100% Straße");
        track(world, "night", "忘れられない夜");
        track(world, "sun", "Звезда по имени Солнце");
    }

    private Set<String> found(String text) {
        return search.find(text, PageRequest.first(100)).items().stream()
                .map(track -> track.id().value())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void findsByTitleAlbumAndArtist() {
        assertThat(found("hunter")).containsExactly("hunter");
        assertThat(found("homogenic")).containsExactly("hunter", "joga");
        assertThat(found("Björk")).containsExactly("hunter", "joga");
        assertThat(found("björk joga")).containsExactly("joga");
        assertThat(found("joga river")).isEmpty();
    }

    @Test
    void findsWordsByTheirBeginning() {
        assertThat(found("riv")).containsExactly("near", "river");
        assertThat(found("river")).containsExactly("near", "river");
        assertThat(found("rivers")).containsExactly("river");
        assertThat(found("iver")).isEmpty();
        assertThat(found("h l")).containsExactly("hunter");
    }

    @Test
    void knowsNeitherCaseNorAccentsNorWidth() {
        assertThat(found("BJORK JÓGA")).containsExactly("joga");
        assertThat(found("strasse")).containsExactly("river");
        assertThat(found("world")).containsExactly("night", "sun");
        assertThat(found("ЗВЕЗДА солнце")).containsExactly("sun");
        assertThat(found("忘れ")).containsExactly("night");
        assertThat(found("宇多田")).containsExactly("night", "sun");
    }

    @Test
    void takesTheWordsOfQueryLanguagesForWords() {
        assertThat(found("and")).containsExactly("near", "river");
        assertThat(found("NOT NEAR")).containsExactly("near");
        assertThat(found("river AND NOT near")).containsExactly("near");
        assertThat(found("OR")).isEmpty();
        assertThat(found("greatest-hits")).containsExactly("near", "river");
        assertThat(found("-hits +vol. (2)")).containsExactly("near", "river");
        assertThat(found("o'brien")).containsExactly("hunter");
        assertThat(found("title:joga")).isEmpty();
        assertThat(found("joga*")).containsExactly("joga");
        assertThat(found("*oga")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "\"", "\"\"", "*", "**", "-", "(", ")", "()", "'", "''", ":", ":*", "&", "|", "!", "^", "%",
                "_", "\\", "\\'", ";", "--", "/*", "{}", "[]", "+", "~", "@@", "<->", "\u0000", "\t\n", "🌙", "?"
            })
    void findsNothingBySigns(String signs) {
        assertThat(found(signs)).isEmpty();
        assertThat(found(signs + "joga" + signs)).containsExactly("joga");
    }

    @Test
    void survivesALongQuery() {
        String long50 = IntStream.range(0, 50).mapToObj(i -> "w" + i).collect(Collectors.joining(" "));

        assertThat(found(long50)).isEmpty();
        assertThat(found("joga ".repeat(1000))).containsExactly("joga");
        assertThat(found("j".repeat(100_000))).isEmpty();
        assertThatExceptionOfType(DaoException.class)
                .isThrownBy(() -> found(long50 + " one"))
                .returns(ErrorKind.BAD_DATA, DaoException::kind);
    }

    @Test
    void staysInStepWithTheTracks() {
        Track joga = tracks.find(new TrackId("joga")).orElseThrow();
        tracks.save(new Track(
                joga.id(),
                joga.album(),
                1,
                "Unravel",
                joga.duration(),
                true,
                0,
                0,
                Optional.empty(),
                NOW,
                joga.payload()));
        assertThat(found("joga")).isEmpty();
        assertThat(found("unravel")).containsExactly("joga");

        assertThat(tracks.delete(new TrackId("joga"))).isTrue();
        assertThat(found("unravel")).isEmpty();
        assertThat(found("homogenic")).containsExactly("hunter");
    }

    @Test
    void findsNothingOfAUnitThatWasRolledBack() {
        Track hunter = tracks.find(new TrackId("hunter")).orElseThrow();
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> database.transactions().write(() -> {
                    tracks.delete(hunter.id());
                    assertThat(found("hunter")).isEmpty();
                    throw new IllegalStateException("no");
                }));

        assertThat(found("hunter")).containsExactly("hunter");
    }

    @Test
    void indexesWhatCameInPastTheRepository(ContractDatabase contract) throws Exception {
        contract.execute("delete from track_search");
        assertThat(found("joga")).isEmpty();

        assertThat(search.indexMissing(4)).isEqualTo(4);
        assertThat(search.indexMissing(4)).isEqualTo(2);
        assertThat(search.indexMissing(4)).isZero();
        search.index(List.of(new TrackId("joga"), new TrackId("none")));

        assertThat(found("joga")).containsExactly("joga");
        assertThat(found("world")).hasSize(2);
    }

    @Test
    void pagesInTheOrderOfTitles() {
        Album many = album("Many", "Pages");
        for (int i = 0; i < 23; i++) {
            track(many, String.format("m%02d", i), "Same " + i % 3);
        }

        List<Track> read = new ArrayList<>();
        Optional<PageRequest> next = Optional.of(PageRequest.first(5));
        while (next.isPresent()) {
            Page<Track> page = search.find("same", next.get());
            read.addAll(page.items());
            next = page.next();
        }

        assertThat(read).hasSize(23).doesNotHaveDuplicates();
        assertThat(read).extracting(Track::title).isSorted();
    }
}
