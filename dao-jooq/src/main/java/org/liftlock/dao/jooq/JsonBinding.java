package org.liftlock.dao.jooq;

import tools.jackson.databind.JsonNode;

/**
 * JSON documents as trees: text on SQLite, {@code jsonb} on PostgreSQL. Stored and read in the one form of {@link
 * JsonTrees#canonical}, so that equal trees are equal in SQL, and a document reads the same from every backend. JSON's null
 * is a tree; Java's null is SQL's. Needs Jackson's databind on the class path.
 *
 * @param <T> the type that jOOQ gives the column; any
 */
public final class JsonBinding<T> extends StorageBinding<T, String, JsonNode> {

    private static final long serialVersionUID = 1L;

    /** Creates the binding; generated classes do. */
    public JsonBinding() {
        super(String.class, JsonNode.class);
    }

    @Override
    ValueStorage<String> storage(ValueStorages storages) {
        return storages.json();
    }

    @Override
    String stored(JsonNode value) {
        return JsonTrees.text(value);
    }

    @Override
    JsonNode value(String stored) {
        return JsonTrees.parse(stored);
    }
}
