package org.liftlock.dao.jooq.codegen;

import java.util.List;
import org.jooq.Binding;
import org.jooq.meta.jaxb.ForcedType;
import org.liftlock.dao.jooq.BooleanBinding;
import org.liftlock.dao.jooq.BytesBinding;
import org.liftlock.dao.jooq.DecimalBinding;
import org.liftlock.dao.jooq.EnumBinding;
import org.liftlock.dao.jooq.InstantBinding;
import org.liftlock.dao.jooq.JsonBinding;
import org.liftlock.dao.jooq.LocalDateBinding;
import org.liftlock.dao.jooq.LocalDateTimeBinding;
import org.liftlock.dao.jooq.MinorUnitsBinding;
import org.liftlock.dao.jooq.UuidBinding;

/**
 * The types of generated fields, by the types that a schema of SQLite declares; the classes then serve on every backend.
 * Stateless. Where several forced types fit a column, jOOQ takes the first: those for single columns go before {@link
 * #ofSqlite()}.
 */
public final class ForcedTypes {

    private ForcedTypes() {}

    /**
     * Whole numbers of 64 bits, doubles, and this kit's bindings for BOOLEAN, DATE, TIMESTAMP and DATETIME (points in
     * time), LOCAL_TIMESTAMP (without a zone), JSON and JSON_TEXT (trees of Jackson's), UUID, DECIMAL_TEXT and BLOB.
     *
     * @return new objects, in the order in which jOOQ tries them
     */
    public static List<ForcedType> ofSqlite() {
        return List.of(
                // SQLite's INTEGER has 64 bits and its REAL is a double, which jOOQ takes for less.
                new ForcedType().withName("BIGINT").withIncludeTypes("INTEGER|INT|BIGINT"),
                new ForcedType().withName("DOUBLE").withIncludeTypes("REAL|FLOAT|DOUBLE"),
                bound("java.lang.Boolean", BooleanBinding.class).withIncludeTypes("BOOLEAN|BOOL"),
                bound("java.time.LocalDate", LocalDateBinding.class).withIncludeTypes("DATE"),
                bound("java.time.Instant", InstantBinding.class).withIncludeTypes("TIMESTAMP|DATETIME"),
                bound("java.time.LocalDateTime", LocalDateTimeBinding.class).withIncludeTypes("LOCAL_TIMESTAMP"),
                bound("tools.jackson.databind.JsonNode", JsonBinding.class).withIncludeTypes("JSON|JSON_TEXT"),
                bound("java.util.UUID", UuidBinding.class).withIncludeTypes("UUID|UUID_TEXT"),
                bound("java.math.BigDecimal", DecimalBinding.class).withIncludeTypes("DECIMAL_TEXT"),
                bound("byte[]", BytesBinding.class).withIncludeTypes("BLOB"));
    }

    /**
     * Columns of amounts in minor units.
     *
     * @param columns a regular expression of their qualified names, for instance {@code .*\.price_cents}
     * @param scale the digits behind the point, 0 to 18
     * @return a new object
     */
    public static ForcedType minorUnits(String columns, int scale) {
        return new ForcedType()
                .withUserType("java.math.BigDecimal")
                .withBinding("new " + MinorUnitsBinding.class.getName() + "<>(" + scale + ")")
                .withIncludeExpression(columns);
    }

    /**
     * Columns that hold the names of an enum's constants.
     *
     * @param columns a regular expression of their qualified names
     * @param type the qualified name of the enum, as Java code writes it
     * @return a new object
     */
    public static ForcedType enumNames(String columns, String type) {
        return new ForcedType()
                .withUserType(type)
                .withBinding("new " + EnumBinding.class.getName() + "<>(" + type + ".class)")
                .withIncludeExpression(columns);
    }

    @SuppressWarnings("rawtypes")
    private static ForcedType bound(String type, Class<? extends Binding> binding) {
        return new ForcedType().withUserType(type).withBinding("new " + binding.getName() + "<>()");
    }
}
