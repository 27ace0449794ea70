package org.liftlock.sample.web;

import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.liftlock.dao.PageRequest;
import org.liftlock.sample.history.Period;
import org.liftlock.sample.listener.ListenerId;
import org.liftlock.sample.music.AlbumId;
import org.liftlock.sample.music.TrackId;
import org.liftlock.sample.playlist.PlaylistId;

/** Reads what stands in the address and the headers of a request. */
final class Parameters {

    /** The parameter that takes the cursor of the previous page. */
    static final String AFTER = "after";

    private static final int DEFAULT_LIMIT = 20;
    private static final int MOST = 100;

    private Parameters() {}

    static PageRequest page(Context context) {
        int limit = limit(context);
        return query(context, AFTER)
                .map(token -> PageRequest.after(limit, token))
                .orElseGet(() -> PageRequest.first(limit));
    }

    static int limit(Context context) {
        return query(context, "limit")
                .map(text -> {
                    int limit = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
                    if (limit < 1 || limit > MOST) {
                        throw RequestException.bad("'limit' is no number from 1 to " + MOST);
                    }
                    return limit;
                })
                .orElse(DEFAULT_LIMIT);
    }

    static Optional<String> text(Context context, String name) {
        return query(context, name).map(text -> Texts.checked(name, text));
    }

    static AlbumId album(Context context) {
        String text = context.pathParam("id");
        if (!text.matches("[0-9]{1,18}")) {
            throw RequestException.notFound("album");
        }
        return new AlbumId(Long.parseLong(text));
    }

    static TrackId track(Context context) {
        return new TrackId(Texts.checked("id", context.pathParam("id")));
    }

    static ListenerId listener(Context context) {
        return new ListenerId(id(context, "listener"));
    }

    static PlaylistId playlist(Context context) {
        return new PlaylistId(id(context, "playlist"));
    }

    /** An id in the form in which it is given out; another form is the name of nothing. */
    static UUID id(Context context, String what) {
        return uuid(context.pathParam("id")).orElseThrow(() -> RequestException.notFound(what));
    }

    static Optional<UUID> uuid(String text) {
        try {
            UUID id = UUID.fromString(text);
            return id.toString().equals(text) ? Optional.of(id) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static long position(Context context) {
        String text = context.pathParam("position");
        if (!text.matches("[0-9]{1,9}")) {
            throw RequestException.notFound("position");
        }
        return Long.parseLong(text);
    }

    static Period period(String text) {
        for (Period period : Period.values()) {
            if (period.name().toLowerCase(Locale.ROOT).equals(text)) {
                return period;
            }
        }
        throw RequestException.bad("'period' is none of day, week, month and year");
    }

    static Period period(Context context) {
        return period(query(context, "period").orElse("month"));
    }

    static LocalDate day(Context context) {
        return query(context, "on")
                .map(text -> Texts.date("on", text))
                .orElseThrow(() -> RequestException.bad("'on', a day of the period, is missing"));
    }

    /** The version that a client has read, by its If-Match header; empty where it does not care. */
    static OptionalLong expectedVersion(Context context) {
        String header = context.header("If-Match");
        if (header == null || header.equals("*")) {
            return OptionalLong.empty();
        }
        if (!header.matches("\"[0-9]{1,18}\"")) {
            throw RequestException.bad("If-Match is no ETag of this server");
        }
        return OptionalLong.of(Long.parseLong(header.substring(1, header.length() - 1)));
    }

    static String etag(long version) {
        return "\"" + version + "\"";
    }

    private static Optional<String> query(Context context, String name) {
        return Optional.ofNullable(context.queryParam(name));
    }
}
