package org.liftlock.bench;

/** A row of everyday width. */
record Item(long id, String name, long amount, String addedAt) {

    static Item numbered(long id, long amount) {
        return new Item(id, "Item number " + id, amount, "2024-02-29T12:00:00.000000Z");
    }
}
