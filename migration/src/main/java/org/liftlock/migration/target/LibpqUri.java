package org.liftlock.migration.target;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads connection URIs as PostgreSQL's own tools do (postgresql.org/docs/current/libpq-connect.html, "Connection URIs").
 * Errors never repeat the text: any part of it may be a piece of a password.
 */
final class LibpqUri {

    private final String rest;
    private final Map<String, String> keywords = new LinkedHashMap<>();

    private LibpqUri(String rest) {
        this.rest = rest;
    }

    static boolean isOne(String text) {
        return text.startsWith("postgresql://") || text.startsWith("postgres://");
    }

    /** Gives the parts by libpq's keywords, lists of hosts and ports separated by commas. */
    static Map<String, String> keywords(String text) {
        return new LibpqUri(text.substring(text.indexOf("://") + 3)).read();
    }

    private Map<String, String> read() {
        int afterUser = user();
        int query = indexOrEnd(rest, '?', afterUser);
        int slash = Math.min(indexOrEnd(rest, '/', afterUser), query);
        hosts(rest.substring(afterUser, slash));
        if (slash < query) {
            putUnlessEmpty("dbname", decoded(rest.substring(slash + 1, query)));
        }
        if (query < rest.length()) {
            parameters(rest.substring(query + 1));
        }
        return keywords;
    }

    private int user() {
        int at = rest.indexOf('@');
        if (at < 0 || indexOrEnd(rest, '/', 0) < at) {
            return 0;
        }
        String credentials = rest.substring(0, at);
        int colon = credentials.indexOf(':');
        putUnlessEmpty("user", decoded(colon < 0 ? credentials : credentials.substring(0, colon)));
        if (colon >= 0) {
            putUnlessEmpty("password", decoded(credentials.substring(colon + 1)));
        }
        return at + 1;
    }

    private void hosts(String list) {
        if (list.isEmpty()) {
            return;
        }
        StringBuilder names = new StringBuilder();
        StringBuilder ports = new StringBuilder();
        String separator = "";
        for (String host : list.split(",", -1)) {
            int bracket = host.startsWith("[") ? host.indexOf(']') : 0;
            if (bracket < 0) {
                throw AddressFailures.malformed("An IPv6 address lacks its closing bracket");
            }
            int colon = indexOrEnd(host, ':', bracket);
            String name = bracket > 0 ? host.substring(1, bracket) : host.substring(0, colon);
            names.append(separator).append(decoded(name));
            ports.append(separator).append(colon < host.length() ? host.substring(colon + 1) : "");
            separator = ",";
        }
        putUnlessEmpty("host", names.toString());
        if (!ports.toString().replace(",", "").isEmpty()) {
            keywords.put("port", ports.toString());
        }
    }

    private void parameters(String query) {
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals <= 0) {
                throw AddressFailures.malformed("A parameter behind the question mark is not of the form name=value");
            }
            String name = decoded(parameter.substring(0, equals));
            String value = decoded(parameter.substring(equals + 1));
            if (name.equals("ssl") && value.equals("true")) {
                keywords.put("sslmode", "require");
            } else {
                keywords.put(name, value);
            }
        }
    }

    private void putUnlessEmpty(String keyword, String value) {
        if (!value.isEmpty()) {
            keywords.put(keyword, value);
        }
    }

    private static int indexOrEnd(String text, char wanted, int from) {
        int index = text.indexOf(wanted, from);
        return index < 0 ? text.length() : index;
    }

    private static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                bytes.write(raw[i]);
                continue;
            }
            int high = i + 2 < raw.length ? Character.digit(raw[i + 1], 16) : -1;
            int low = i + 2 < raw.length ? Character.digit(raw[i + 2], 16) : -1;
            if (high < 0 || low < 0 || high + low == 0) {
                throw AddressFailures.malformed(
                        "A percent sign is not followed by two hexadecimal digits other than 00");
            }
            bytes.write(high * 16 + low);
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw AddressFailures.malformed("Bytes written as %XX are not UTF-8");
        }
    }
}
