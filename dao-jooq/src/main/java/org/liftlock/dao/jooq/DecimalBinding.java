package org.liftlock.dao.jooq;

import java.math.BigDecimal;

/**
 * Exact decimal fractions of up to 400 digits on either side of the point, without arithmetic or order in SQL: text on
 * SQLite, {@code numeric} without a scale on PostgreSQL. Trailing zeros are not kept: 1.10 is 1.1 everywhere.
 *
 * <p>On SQLite the column has to have the affinity TEXT, by the declared type {@code DECIMAL_TEXT} for instance: of {@code
 * DECIMAL} it makes a binary fraction, which is {@link org.liftlock.dao.ErrorKind#BAD_DATA} when read. Amounts that are
 * compared or added up in SQL are better kept in minor units, with {@link MinorUnitsBinding}.
 *
 * @param <T> the type that jOOQ gives the column; any
 */
public final class DecimalBinding<T> extends StorageBinding<T, BigDecimal, BigDecimal> {

    private static final long serialVersionUID = 1L;

    /** Creates the binding; generated classes do. */
    public DecimalBinding() {
        super(BigDecimal.class, BigDecimal.class);
    }

    @Override
    ValueStorage<BigDecimal> storage(ValueStorages storages) {
        return storages.decimals();
    }

    @Override
    BigDecimal stored(BigDecimal value) {
        return Decimals.canonical(value);
    }

    @Override
    BigDecimal value(BigDecimal stored) {
        return Decimals.canonical(stored);
    }
}
