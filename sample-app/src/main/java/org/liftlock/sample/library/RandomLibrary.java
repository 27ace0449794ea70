package org.liftlock.sample.library;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.liftlock.dao.FoldedText;
import tools.jackson.databind.json.JsonMapper;

/** Draws artists, albums and tracks, each call the next ones of the seed. Values are in the form in which SQLite keeps them. */
final class RandomLibrary {

    private static final JsonMapper SERVICE = new JsonMapper();
    private static final String ID_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int ID_LENGTH = 22;
    private static final Instant FIRST_DAY = Instant.parse("2012-05-07T06:00:00Z");
    private static final long YEARS_IN_MICROS = 12L * 365 * 24 * 3600 * 1_000_000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Random random;

    RandomLibrary(long seed) {
        this.random = new Random(seed);
    }

    GeneratedArtist artist(int number) {
        String name = random.nextInt(6) == 0
                ? oneOf(Vocabulary.BAND_NAMES)
                : oneOf(Vocabulary.FIRST_NAMES) + " " + oneOf(Vocabulary.LAST_NAMES);
        List<String> genres = List.of(oneOf(Vocabulary.GENRES), oneOf(Vocabulary.GENRES)).stream()
                .distinct()
                .toList();
        List<GeneratedAlbum> albums = new ArrayList<>();
        int albumCount = 1 + random.nextInt(6);
        for (int album = 1; album <= albumCount; album++) {
            LocalDate releasedOn = LocalDate.of(1962, 1, 1).plusDays(random.nextInt(60 * 365));
            // A number keeps the titles of one artist apart, as the key of albums demands.
            String title = title() + (album == 1 ? "" : " " + album);
            albums.add(new GeneratedAlbum(title, releasedOn.toString(), 1 + random.nextInt(18)));
        }
        return new GeneratedArtist(id(), name + " " + number, genres, albums);
    }

    /** The values of a row in the order of the columns. */
    @Nullable
    Object[] track(GeneratedArtist artist, GeneratedAlbum album, int albumNumber, int trackNumber) {
        String title = title() + (random.nextInt(5) == 0 ? oneOf(Vocabulary.SUFFIXES) : "");
        Instant addedAt = moment(FIRST_DAY);
        int playCount = random.nextInt(3) == 0 ? 0 : (int) Math.pow(10, random.nextDouble() * 4);
        return new Object[] {
            id(),
            albumNumber,
            trackNumber,
            title,
            FoldedText.of(title),
            30_000 + random.nextInt(570_000),
            random.nextInt(8) == 0 ? 1 : 0,
            -Math.round(random.nextDouble() * 30_000) / 1_000.0,
            playCount,
            playCount == 0 ? null : TIME.format(moment(addedAt)),
            TIME.format(addedAt),
            payload(artist, album)
        };
    }

    /** As the service spells it, keys in its own order. */
    private String payload(GeneratedArtist artist, GeneratedAlbum album) {
        Map<String, @Nullable Object> payload = new LinkedHashMap<>();
        payload.put("artists", List.of(inOrder("id", artist.serviceId(), "name", artist.name())));
        payload.put("album", inOrder("name", album.title(), "release_date", album.releasedOn()));
        payload.put("genres", artist.genres());
        payload.put("available_markets", Vocabulary.MARKETS.subList(random.nextInt(6), 6 + random.nextInt(7)));
        payload.put("isrc", "SE" + (char) ('A' + random.nextInt(26)) + (1_000_000_000L + random.nextInt(900_000_000)));
        payload.put("popularity", random.nextInt(101));
        payload.put("tempo", (60_000 + random.nextInt(140_000)) / 1_000.0);
        payload.put("is_local", random.nextInt(50) == 0);
        payload.put("preview_url", random.nextBoolean() ? "https://music.example/preview/" + id() : null);
        return SERVICE.writeValueAsString(payload);
    }

    /** Not Map.of, whose order is another in each JVM. */
    private static Map<String, String> inOrder(String key, String value, String nextKey, String nextValue) {
        Map<String, String> map = new LinkedHashMap<>();
        map.put(key, value);
        map.put(nextKey, nextValue);
        return map;
    }

    private String title() {
        return switch (random.nextInt(10)) {
            case 0 -> oneOf(Vocabulary.WHOLE_TITLES);
            case 1, 2 -> oneOf(Vocabulary.NOUNS) + " of the " + oneOf(Vocabulary.NOUNS);
            case 3 -> oneOf(Vocabulary.NOUNS);
            default -> oneOf(Vocabulary.ADJECTIVES) + " " + oneOf(Vocabulary.NOUNS);
        };
    }

    private Instant moment(Instant after) {
        return after.plusNanos((long) (random.nextDouble() * YEARS_IN_MICROS) * 1_000);
    }

    private String id() {
        StringBuilder id = new StringBuilder(ID_LENGTH);
        for (int letter = 0; letter < ID_LENGTH; letter++) {
            id.append(ID_LETTERS.charAt(random.nextInt(ID_LETTERS.length())));
        }
        return id.toString();
    }

    private String oneOf(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
