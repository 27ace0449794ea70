package org.liftlock.bench;

import java.util.List;
import java.util.Optional;

/** The repository that is measured. */
interface ItemRepository {

    Optional<Item> find(long id);

    void saveAll(List<Item> items);

    long count();
}
