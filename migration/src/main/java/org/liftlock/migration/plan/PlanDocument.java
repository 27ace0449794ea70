package org.liftlock.migration.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shape of {@code plan.yaml}: what a person reads and edits. What is missing means no, none, or as by default.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"format", "liftlock", "schemaHash", "options", "tables", "views", "triggers", "fullText"})
record PlanDocument(
        @JsonProperty(required = true) int format,
        @JsonProperty(required = true) String liftlock,
        @JsonProperty(required = true) String schemaHash,
        @Nullable Options options,
        @JsonProperty(required = true) List<Table> tables,
        @Nullable List<View> views,
        @Nullable List<Trigger> triggers,
        @Nullable List<FullText> fullText) {

    PlanDocument {
        liftlock = Required.value("liftlock", liftlock);
        schemaHash = Required.value("schemaHash", schemaHash);
        tables = Required.list("tables", tables);
    }

    /** A key that is there may still have nothing behind it. */
    private static final class Required {

        static <T> T value(String key, @Nullable T value) {
            if (value == null) {
                throw new IllegalArgumentException(key + " has no value");
            }
            return value;
        }

        static <T> List<T> list(String key, @Nullable List<@Nullable T> list) {
            return value(key, list).stream()
                    .map(element -> Required.<T>value("an element of " + key, element))
                    .toList();
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"names", "zone", "fractions", "unstorableText", "orphans"})
    record Options(
            @Nullable String names,
            @Nullable String zone,
            @Nullable String fractions,
            @Nullable String unstorableText,
            @Nullable String orphans) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    @JsonPropertyOrder({
        "table",
        "target",
        "skip",
        "by",
        "comment",
        "columns",
        "primaryKey",
        "unique",
        "indexes",
        "checks",
        "foreignKeys"
    })
    record Table(
            @JsonProperty(required = true) String table,
            @Nullable String target,
            @Nullable Boolean skip,
            @Nullable String by,
            @Nullable List<Column> columns,
            @Nullable Key primaryKey,
            @Nullable List<Key> unique,
            @Nullable List<Index> indexes,
            @Nullable List<Check> checks,
            @Nullable List<ForeignKey> foreignKeys,
            @Nullable String comment) {
        Table {
            table = Required.value("table", table);
            if (!Boolean.TRUE.equals(skip)) {
                target = Required.value("target", target);
                columns = Required.list("columns", columns);
            }
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({
        "column",
        "target",
        "skip",
        "sql",
        "type",
        "reading",
        "zone",
        "trueWords",
        "falseWords",
        "nullWords",
        "identity",
        "notNull",
        "default",
        "generated",
        "comment",
        "by",
        "reason"
    })
    record Column(
            @JsonProperty(required = true) String column,
            @Nullable String target,
            @Nullable Boolean skip,
            @Nullable String sql,
            @Nullable String type,
            @Nullable String reading,
            @Nullable String zone,
            @Nullable List<String> trueWords,
            @Nullable List<String> falseWords,
            @Nullable List<String> nullWords,
            @Nullable Boolean identity,
            @Nullable Boolean notNull,
            @JsonProperty("default") @Nullable String defaultSql,
            @JsonProperty("generated") @Nullable String generatedSql,
            @Nullable String by,
            @Nullable String reason,
            @Nullable String comment) {
        Column {
            column = Required.value("column", column);
            trueWords = trueWords == null ? null : Required.list("trueWords", trueWords);
            falseWords = falseWords == null ? null : Required.list("falseWords", falseWords);
            nullWords = nullWords == null ? null : Required.list("nullWords", nullWords);
            if (!Boolean.TRUE.equals(skip)) {
                target = Required.value("target", target);
                type = sql == null ? Required.value("type", type) : type;
            }
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"name", "by", "columns"})
    record Key(
            @JsonProperty(required = true) String name,
            @Nullable String by,
            @JsonProperty(required = true) List<String> columns) {
        Key {
            name = Required.value("name", name);
            columns = Required.list("columns", columns);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"index", "target", "by", "unique", "hash", "keys", "where"})
    record Index(
            @JsonProperty(required = true) String index,
            @JsonProperty(required = true) String target,
            @Nullable String by,
            @Nullable Boolean unique,
            @Nullable Boolean hash,
            @JsonProperty(required = true) List<String> keys,
            @Nullable String where) {
        Index {
            index = Required.value("index", index);
            target = Required.value("target", target);
            keys = Required.list("keys", keys);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"name", "by", "sql"})
    record Check(
            @JsonProperty(required = true) String name,
            @Nullable String by,
            @JsonProperty(required = true) String sql) {
        Check {
            name = Required.value("name", name);
            sql = Required.value("sql", sql);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({
        "name",
        "by",
        "columns",
        "parent",
        "parentColumns",
        "onDelete",
        "onUpdate",
        "deferrable",
        "orphans"
    })
    record ForeignKey(
            @JsonProperty(required = true) String name,
            @Nullable String by,
            @JsonProperty(required = true) List<String> columns,
            @JsonProperty(required = true) String parent,
            @JsonProperty(required = true) List<String> parentColumns,
            @Nullable String onDelete,
            @Nullable String onUpdate,
            @Nullable String deferrable,
            @Nullable String orphans) {
        ForeignKey {
            name = Required.value("name", name);
            columns = Required.list("columns", columns);
            parent = Required.value("parent", parent);
            parentColumns = Required.list("parentColumns", parentColumns);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"view", "target", "skip", "by", "columns", "sql"})
    record View(
            @JsonProperty(required = true) String view,
            @Nullable String target,
            @Nullable Boolean skip,
            @Nullable String by,
            @Nullable List<String> columns,
            @Nullable String sql) {
        View {
            view = Required.value("view", view);
            if (!Boolean.TRUE.equals(skip)) {
                target = Required.value("target", target);
                columns = Required.list("columns", columns);
                sql = Required.value("sql", sql);
            }
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"virtualTable", "table", "target", "language", "columns", "policy"})
    record FullText(
            @JsonProperty(required = true) String virtualTable,
            @JsonProperty(required = true) String table,
            @JsonProperty(required = true) String target,
            @JsonProperty(required = true) String language,
            @JsonProperty(required = true) List<String> columns,
            @Nullable String policy) {
        FullText {
            virtualTable = Required.value("virtualTable", virtualTable);
            table = Required.value("table", table);
            target = Required.value("target", target);
            language = Required.value("language", language);
            columns = Required.list("columns", columns);
        }
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonPropertyOrder({"trigger", "table", "target", "by", "fires", "when", "body"})
    record Trigger(
            @JsonProperty(required = true) String trigger,
            @JsonProperty(required = true) String table,
            @JsonProperty(required = true) String target,
            @Nullable String by,
            @JsonProperty(required = true) String fires,
            @Nullable String when,
            @JsonProperty(required = true) String body) {
        Trigger {
            trigger = Required.value("trigger", trigger);
            table = Required.value("table", table);
            target = Required.value("target", target);
            fires = Required.value("fires", fires);
            body = Required.value("body", body);
        }
    }
}
