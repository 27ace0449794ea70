package org.liftlock.dao.jooq;

import java.math.BigDecimal;
import org.liftlock.dao.DaoException;
import org.liftlock.dao.ErrorKind;

/**
 * Amounts of money, or other decimals of a fixed scale, as whole numbers of minor units: {@code INTEGER} on SQLite, {@code
 * bigint} on PostgreSQL; 12.34 of scale 2 is stored as 1234. Compared, sorted and added up in SQL exactly. Values come back
 * with the stated scale; one that does not fit exactly, by its digits or its size, is {@link ErrorKind#BAD_DATA} before it
 * is bound.
 *
 * @param <T> the type that jOOQ gives the column; any
 */
public final class MinorUnitsBinding<T> extends StorageBinding<T, Long, BigDecimal> {

    private static final long serialVersionUID = 1L;
    private static final int LARGEST_SCALE = 18;

    private final int scale;

    /**
     * Creates the binding.
     *
     * @param scale the digits behind the point, 0 to 18
     * @throws DaoException {@link ErrorKind#PROGRAMMING} if it is out of range
     */
    public MinorUnitsBinding(int scale) {
        super(Long.class, BigDecimal.class);
        if (scale < 0 || scale > LARGEST_SCALE) {
            throw new DaoException(ErrorKind.PROGRAMMING, "The scale of minor units lies outside 0 to 18")
                    .with("scale", scale);
        }
        this.scale = scale;
    }

    @Override
    ValueStorage<Long> storage(ValueStorages storages) {
        return storages.integers();
    }

    @Override
    Long stored(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        // Asked first, since what is far too large would be written out digit by digit.
        if (stripped.scale() > scale || (long) stripped.precision() - stripped.scale() + scale > LARGEST_SCALE + 1) {
            throw unfit();
        }
        try {
            return stripped.movePointRight(scale).longValueExact();
        } catch (ArithmeticException tooLarge) {
            throw unfit();
        }
    }

    private DaoException unfit() {
        return badData("An amount does not fit into minor units").with("scale", scale);
    }

    @Override
    BigDecimal value(Long stored) {
        return BigDecimal.valueOf(stored, scale);
    }
}
