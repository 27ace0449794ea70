package org.liftlock.sample.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.liftlock.dao.IdSource;
import org.liftlock.dao.test.PostgresForTests;

class MusicTimeMachineTest {

    @TempDir
    private Path folder;

    private MusicTimeMachine start(Map<String, String> environment, Optional<Path> flags, Optional<String> url)
            throws StartException {
        Clock clock = Clock.fixed(Instant.parse("2024-02-29T12:00:00Z"), ZoneOffset.UTC);
        return MusicTimeMachine.start(
                new StartOptions("127.0.0.1", 0, folder.resolve("data"), flags, url, true, 120, environment),
                clock,
                IdSource.timeOrdered(clock, new Random(1)));
    }

    private static String get(MusicTimeMachine running, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.port() + path))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    @Test
    void runsOnSqliteWhereNothingIsSaid() throws Exception {
        try (MusicTimeMachine running = start(Map.of(), Optional.empty(), Optional.empty())) {
            assertThat(running.lines().get(0))
                    .contains("sqlite", "by default", "MUSIC_BACKEND", "music.sqlite", "120 tracks");
            assertThat(get(running, "/health")).contains("\"backend\":\"sqlite\"");
        }
        assertThat(folder.resolve("data").resolve("music.sqlite")).exists();
        try (MusicTimeMachine again = start(Map.of("MUSIC_BACKEND", ""), Optional.empty(), Optional.empty())) {
            assertThat(again.lines().get(0)).contains("120 tracks");
        }
    }

    @Test
    void runsOnTheBackendOfAFileAndShowsTheSameLibrary() throws Exception {
        Path flags = Files.writeString(folder.resolve("flags.json"), "{\"music.backend\": \"postgres\"}");
        Optional<String> url = Optional.of(PostgresForTests.emptyDatabase());
        try (MusicTimeMachine sqlite = start(Map.of("MUSIC_BACKEND", "sqlite"), Optional.empty(), Optional.empty());
                MusicTimeMachine postgres = start(Map.of("MUSIC_BACKEND", "sqlite"), Optional.of(flags), url)) {
            assertThat(postgres.lines().get(0))
                    .contains("on postgres", "by music.backend=postgres in the file " + flags);
            assertThat(get(postgres, "/health")).contains("\"backend\":\"postgres\"");
            for (String path :
                    new String[] {"/albums?limit=100", "/tracks?limit=100", "/tracks?q=river", "/tracks/most-played"}) {
                assertThat(get(postgres, path)).isEqualTo(get(sqlite, path)).contains("\"items\":[{");
            }
        }
    }

    @Test
    void takesFlagsFromProperties() throws Exception {
        Path flags = Files.writeString(folder.resolve("flags.properties"), "# wanted\nmusic.backend = sqlite\n");
        try (MusicTimeMachine running =
                start(Map.of("MUSIC_BACKEND", "postgres"), Optional.of(flags), Optional.empty())) {
            assertThat(running.lines().get(0)).contains("on sqlite, by music.backend=sqlite in the file");
        }
    }

    @Test
    void refusesAFlagThatNamesNoBackend() {
        assertThatExceptionOfType(StartException.class)
                .isThrownBy(() -> start(Map.of("MUSIC_BACKEND", "Oracle"), Optional.empty(), Optional.empty()))
                .withMessage("The flag music.backend has an unknown value in the environment variable MUSIC_BACKEND;"
                        + " set it to sqlite or postgres")
                .matches(StartException::isUsage);
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void refusesAFileOfFlagsThatCannotBeRead() throws Exception {
        Path missing = folder.resolve("none.json");
        Path broken = Files.writeString(folder.resolve("broken.json"), "{\"music.backend\": [");
        for (Path file : new Path[] {missing, broken}) {
            assertThatExceptionOfType(StartException.class)
                    .isThrownBy(() -> start(Map.of(), Optional.of(file), Optional.empty()))
                    .withMessageContaining(file.toString())
                    .matches(StartException::isUsage);
        }
    }

    @Test
    void saysWhichDatabaseCannotBeReachedAndNoPassword() {
        Optional<String> url = Optional.of("jdbc:postgresql://127.0.0.1:1/music?user=ada&password=open-sesame");
        assertThatExceptionOfType(StartException.class)
                .isThrownBy(() -> start(Map.of("MUSIC_BACKEND", "postgres"), Optional.empty(), url))
                .withMessageContaining("postgres")
                .withMessageContaining("127.0.0.1:1/music")
                .withMessageContaining("UNREACHABLE")
                .satisfies(failure -> assertThat(failure).hasMessageNotContaining("open-sesame"))
                .matches(failure -> !failure.isUsage());
    }
}
