package org.liftlock.sample.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.liftlock.dao.Database;
import org.liftlock.dao.IdSource;
import org.liftlock.sample.PostgresTestDatabase;
import org.liftlock.sample.SqliteTestDatabase;
import org.liftlock.sample.TestDatabase;
import org.liftlock.sample.listener.MusicService;
import org.liftlock.sample.listener.Secret;
import org.liftlock.sample.listener.TokenGrant;
import org.liftlock.sample.web.RecordedScript.Answer;

/** That the server answers every request of the script alike on both databases, to the byte, ids and times included. */
class RecordedScriptTest {

    private static final RecordedScript SCRIPT = RecordedScript.read();
    private static final Set<String> NAMES_THE_BACKEND = Set.of("/health");

    private static List<Answer> onSqlite;
    private static List<Answer> onPostgres;

    @BeforeAll
    static void play() throws Exception {
        onSqlite = answers(new SqliteTestDatabase());
        onPostgres = answers(new PostgresTestDatabase());
    }

    private static List<Answer> answers(TestDatabase backend) throws Exception {
        Clock clock = new SteppingClock();
        IdSource ids = IdSource.timeOrdered(clock, new Random(1));
        MusicService service = refresh -> new TokenGrant(
                new Secret("secret-access-" + ids.next()),
                new Secret("secret-refresh-" + ids.next()),
                clock.instant().plusSeconds(3600));
        try (Database database = backend.open();
                MusicApi api = MusicApi.start(database, service, clock, ids, "127.0.0.1", 0)) {
            return SCRIPT.play(api.port());
        }
    }

    @Test
    void answersWithTheStatusThatIsExpected() {
        assertThat(onSqlite).hasSizeGreaterThanOrEqualTo(60);
        assertThat(onSqlite.stream()
                        .filter(answer -> answer.status() != answer.step().status())
                        .map(answer -> "line " + answer.step().line() + ": " + answer.status() + " " + answer.body()))
                .isEmpty();
    }

    @Test
    void answersTheSameOnBothBackends() {
        for (int index = 0; index < onSqlite.size(); index++) {
            Answer expected = onSqlite.get(index);
            Answer answer = onPostgres.get(index);
            if (NAMES_THE_BACKEND.contains(answer.step().path())) {
                assertThat(answer.body()).isEqualTo("{\"status\":\"ready\",\"backend\":\"postgres\"}");
                assertThat(expected.body()).isEqualTo("{\"status\":\"ready\",\"backend\":\"sqlite\"}");
            } else {
                assertThat(answer).as("line %d", answer.step().line()).isEqualTo(expected);
            }
        }
    }

    @Test
    void tellsErrorsAsProblems() {
        for (Answer answer : onPostgres) {
            if (answer.status() >= 400) {
                assertThat(answer.contentType()).startsWith("application/problem+json");
                assertThat(answer.body())
                        .contains("\"type\":\"/problems/", "\"status\":" + answer.status())
                        .doesNotContainIgnoringCase("sql", "constraint", "insert", "column");
            } else if (answer.status() != 204) {
                assertThat(answer.contentType()).startsWith("application/json");
            }
        }
    }

    @Test
    void givesNoTokenAway() {
        assertThat(SCRIPT.steps()).anyMatch(step -> step.body().contains("secret-access"));
        for (Answer answer : onSqlite) {
            assertThat(answer.body() + answer.location()).doesNotContain("secret-");
        }
    }

    /** Each problem that a client can bring about by what it asks; the others need a database that fails. */
    @Test
    void meetsEveryProblemOfAClient() {
        Set<String> met = onSqlite.stream()
                .map(Answer::body)
                .filter(body -> body.startsWith("{\"type\":\"/problems/"))
                .map(body -> body.replaceFirst(".*?/problems/([a-z-]*).*", "$1"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(met)
                .contains(
                        "bad-request",
                        "duplicate-key",
                        "method-not-allowed",
                        "not-acceptable",
                        "not-found",
                        "reference",
                        "stale-version",
                        "too-large");
    }

    /** A second later each time it is asked, and the same in each run. */
    private static final class SteppingClock extends Clock {

        private Instant now = Instant.parse("2024-02-29T12:00:00.123456Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("Only UTC");
        }

        @Override
        public synchronized Instant instant() {
            now = now.plusSeconds(1);
            return now;
        }
    }
}
