package org.liftlock.dao.jooq;

/**
 * Constants of an enum by their name, as text on every backend. A name that the enum does not know is {@link
 * org.liftlock.dao.ErrorKind#BAD_DATA} when it is read. Sorted by name, not by position.
 *
 * @param <T> the type that jOOQ gives the column; any
 * @param <E> the enum
 */
public final class EnumBinding<T, E extends Enum<E>> extends StorageBinding<T, String, E> {

    private static final long serialVersionUID = 1L;

    private final Class<E> type;

    /**
     * Creates the binding.
     *
     * @param type the enum
     */
    public EnumBinding(Class<E> type) {
        super(String.class, type);
        this.type = type;
    }

    @Override
    ValueStorage<String> storage(ValueStorages storages) {
        return storages.texts();
    }

    @Override
    String stored(E value) {
        return value.name();
    }

    @Override
    E value(String stored) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(stored)) {
                return constant;
            }
        }
        throw badData("A name is stored that the enum does not know").with("enum", type.getSimpleName());
    }
}
