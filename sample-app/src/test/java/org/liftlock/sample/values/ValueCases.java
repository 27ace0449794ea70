package org.liftlock.sample.values;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.liftlock.dao.jooq.BooleanBinding;
import org.liftlock.dao.jooq.BytesBinding;
import org.liftlock.dao.jooq.DecimalBinding;
import org.liftlock.dao.jooq.EnumBinding;
import org.liftlock.dao.jooq.InstantBinding;
import org.liftlock.dao.jooq.JsonBinding;
import org.liftlock.dao.jooq.JsonTrees;
import org.liftlock.dao.jooq.LocalDateBinding;
import org.liftlock.dao.jooq.LocalDateTimeBinding;
import org.liftlock.dao.jooq.MinorUnitsBinding;
import org.liftlock.dao.jooq.UuidBinding;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Each type of values that the data layer carries, with its extremes. */
final class ValueCases {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ValueCases() {}

    enum Mood {
        CALM,
        LOUD,
        QUIET
    }

    static Stream<ValueCase<?>> all() {
        return Stream.of(
                instants(), dates(), dateTimes(), uuids(), decimals(), money(), booleans(), enums(), json(), bytes());
    }

    private static ValueCase<Instant> instants() {
        return ValueCase.of(
                        "instant",
                        new InstantBinding<>(),
                        "timestamp",
                        "timestamptz",
                        Stream.of(
                                        "0000-01-01T00:00:00Z",
                                        "1969-12-31T23:59:59.999999Z",
                                        "2024-02-29T23:59:59.12Z",
                                        "9999-12-31T23:59:59.999999Z")
                                .map(Instant::parse)
                                .toList(),
                        List.of(
                                "'0000-01-01T00:00:00.000000Z'",
                                "'1969-12-31T23:59:59.999999Z'",
                                "'2024-02-29T23:59:59.120000Z'",
                                "'9999-12-31T23:59:59.999999Z'"),
                        List.of("'2024-02-30T00:00:00.000000Z'", "'2024-02-20 00:00:00'", "1700000000", "x'00'"))
                .cut(
                        value -> value.truncatedTo(ChronoUnit.MICROS),
                        List.of(Instant.parse("1969-12-31T23:59:59.123456789Z")))
                .refusing(List.of(Instant.MIN, Instant.MAX, Instant.parse("+10000-01-01T00:00:00Z")));
    }

    private static ValueCase<LocalDate> dates() {
        return ValueCase.of(
                        "date",
                        new LocalDateBinding<>(),
                        "date",
                        "date",
                        List.of(
                                LocalDate.of(0, 1, 1),
                                LocalDate.of(1582, 10, 10),
                                LocalDate.of(2024, 2, 29),
                                LocalDate.of(9999, 12, 31)),
                        List.of("'0000-01-01'", "'1582-10-10'", "'2024-02-29'", "'9999-12-31'"),
                        List.of("'2024-02-30'", "'2024-2-1'", "'2024-02-01 00:00:00'", "20240201"))
                .refusing(List.of(LocalDate.MIN, LocalDate.MAX, LocalDate.of(-1, 12, 31), LocalDate.of(10000, 1, 1)));
    }

    private static ValueCase<LocalDateTime> dateTimes() {
        return ValueCase.of(
                        "date_time",
                        new LocalDateTimeBinding<>(),
                        "local_timestamp",
                        "timestamp",
                        Stream.of(
                                        "0000-01-01T00:00:00",
                                        "1582-10-10T12:00:00",
                                        "2024-02-29T23:59:59.5",
                                        "9999-12-31T23:59:59.999999")
                                .map(LocalDateTime::parse)
                                .toList(),
                        List.of(
                                "'0000-01-01T00:00:00.000000'",
                                "'1582-10-10T12:00:00.000000'",
                                "'2024-02-29T23:59:59.500000'",
                                "'9999-12-31T23:59:59.999999'"),
                        List.of("'2024-02-29 10:00:00'", "'2024-02-29T10:00:00.000000Z'", "1.5"))
                .cut(
                        value -> value.truncatedTo(ChronoUnit.MICROS),
                        List.of(LocalDateTime.parse("2024-03-31T02:30:00.999999999")))
                .refusing(List.of(LocalDateTime.MIN, LocalDateTime.MAX));
    }

    private static ValueCase<UUID> uuids() {
        List<String> texts = List.of(
                "00000000-0000-0000-0000-000000000000",
                "018f2b6e-7c1a-7000-8000-0123456789ab",
                "9ffe2b6e-7c1a-4000-8000-0123456789ab",
                "ffffffff-ffff-ffff-ffff-ffffffffffff");
        return ValueCase.of(
                "uuid",
                new UuidBinding<>(),
                "uuid",
                "uuid",
                texts.stream().map(UUID::fromString).toList(),
                texts.stream().map(text -> "'" + text + "'").toList(),
                List.of(
                        "'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF'",
                        "'1-2-3-4-5'",
                        "'ffffffffffffffffffffffffffffffff'",
                        "x'00000000000000000000000000000000'"));
    }

    private static ValueCase<BigDecimal> decimals() {
        return ValueCase.of(
                        "decimal",
                        new DecimalBinding<>(),
                        "decimal_text",
                        "numeric",
                        List.of(
                                new BigDecimal("-1234567890123456789012345678901234567890.0123456789"),
                                BigDecimal.ZERO,
                                new BigDecimal("1.1"),
                                new BigDecimal("100"),
                                BigDecimal.ONE.scaleByPowerOfTen(-400)),
                        List.of(
                                "'-1234567890123456789012345678901234567890.0123456789'",
                                "'0'",
                                "'1.1'",
                                "'100'",
                                "'" + BigDecimal.ONE.scaleByPowerOfTen(-400).toPlainString() + "'"),
                        List.of("'1.10'", "'01'", "'-0'", "'1e3'", "'NaN'", "x'31'"))
                .unsorted()
                .cut(
                        value -> value.signum() == 0
                                ? BigDecimal.ZERO
                                : new BigDecimal(value.stripTrailingZeros().toPlainString()),
                        List.of(new BigDecimal("1.2500"), new BigDecimal("7e3"), new BigDecimal("0.000")))
                .refusing(List.of(BigDecimal.ONE.scaleByPowerOfTen(-401), new BigDecimal("1e999999999")));
    }

    private static ValueCase<BigDecimal> money() {
        return ValueCase.of(
                        "money",
                        new MinorUnitsBinding<>(2),
                        "integer",
                        "bigint",
                        List.of(
                                BigDecimal.valueOf(Long.MIN_VALUE, 2),
                                new BigDecimal("-0.01"),
                                new BigDecimal("0.00"),
                                new BigDecimal("12.30"),
                                BigDecimal.valueOf(Long.MAX_VALUE, 2)),
                        List.of("-9223372036854775808", "-1", "0", "1230", "9223372036854775807"),
                        List.of("'twelve'", "1.5", "1e300", "x'01'"))
                .cut(
                        value -> value.setScale(2),
                        List.of(new BigDecimal("7"), new BigDecimal("1.1000"), new BigDecimal("1e2")))
                .refusing(List.of(
                        new BigDecimal("0.001"),
                        new BigDecimal("92233720368547758.08"),
                        new BigDecimal("-92233720368547758.09"),
                        new BigDecimal("1e999999999"),
                        new BigDecimal("1e-999999999")));
    }

    private static ValueCase<Boolean> booleans() {
        return ValueCase.of(
                "bool",
                new BooleanBinding<>(),
                "boolean",
                "boolean",
                List.of(false, true),
                List.of("0", "1"),
                List.of("2", "-1", "'true'", "0.5"));
    }

    private static ValueCase<Mood> enums() {
        return ValueCase.of(
                "mood",
                new EnumBinding<>(Mood.class),
                "text",
                "text",
                List.of(Mood.values()),
                List.of("'CALM'", "'LOUD'", "'QUIET'"),
                List.of("'calm'", "''", "1", "x'43414C4D'"));
    }

    private static ValueCase<JsonNode> json() {
        return ValueCase.of(
                        "json",
                        new JsonBinding<>(),
                        "json",
                        "jsonb",
                        Stream.of(
                                        "null",
                                        "true",
                                        "\"\"",
                                        "\"it's a \\\\ \\\" \\u0001 \\ud83c\\udfb5 {0} ? ?? :x\"",
                                        "[]",
                                        "{}",
                                        "{\"a\":[1,-2,3.5,9223372036854775808,null,{\"b\":{}}],\"bb\":1,\"c\":0.1}",
                                        "{\"" + "k".repeat(60_000) + "\":" + "9".repeat(400) + "}",
                                        "[".repeat(500) + "]".repeat(500))
                                .map(JsonTrees::parse)
                                .toList(),
                        List.of(
                                "'null'",
                                "'true'",
                                "'\"\"'",
                                "'\"it''s a \\\\ \\\" \\u0001 \ud83c\udfb5 {0} ? ?? :x\"'",
                                "'[]'",
                                "'{}'",
                                "'{\"a\":[1,-2,3.5,9223372036854775808,null,{\"b\":{}}],\"bb\":1,\"c\":0.1}'",
                                "'{\"" + "k".repeat(60_000) + "\":" + "9".repeat(400) + "}'",
                                "'" + "[".repeat(500) + "]".repeat(500) + "'"),
                        List.of("'{'", "''", "'{\"a\":1,\"a\":2}'", "'[1] 2'", "'[NaN]'", "5", "x'7B7D'"))
                .unsorted()
                .cut(
                        JsonTrees::canonical,
                        List.of(
                                unsortedObject(),
                                NODES.arrayNode().add(1.0).add(1e3).add(0.1f)))
                .refusing(List.of(
                        NODES.stringNode("a\0b"),
                        NODES.objectNode().put("\0", 1),
                        NODES.stringNode("\ud83c"),
                        NODES.arrayNode().add(Double.NaN),
                        NODES.arrayNode().add(Float.POSITIVE_INFINITY),
                        NODES.arrayNode().add(new BigDecimal("1e401")),
                        NODES.arrayNode().add(BigInteger.TEN.pow(401)),
                        NODES.arrayNode().add(new byte[] {1}),
                        NODES.missingNode(),
                        NODES.numberNode(7),
                        nested(501)));
    }

    private static ObjectNode unsortedObject() {
        ObjectNode object = NODES.objectNode();
        object.put("z", new BigDecimal("1.10"));
        object.put("a", 3L);
        return object;
    }

    private static JsonNode nested(int levels) {
        JsonNode node = NODES.arrayNode();
        for (int level = 1; level < levels; level++) {
            node = NODES.arrayNode().add(node);
        }
        return node;
    }

    private static ValueCase<byte[]> bytes() {
        return ValueCase.of(
                "bytes",
                new BytesBinding<>(),
                "blob",
                "bytea",
                List.of(
                        new byte[0],
                        new byte[] {0},
                        new byte[] {0, 1},
                        new byte[] {127},
                        new byte[] {-128, 39, 92},
                        new byte[] {-1}),
                List.of("X''", "X'00'", "X'0001'", "X'7F'", "X'80275C'", "X'FF'"),
                List.of("'text'", "5", "0.5"));
    }
}
