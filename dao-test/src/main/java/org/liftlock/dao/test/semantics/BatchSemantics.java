package org.liftlock.dao.test.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.liftlock.dao.test.semantics.SemanticsTables.ID;
import static org.liftlock.dao.test.semantics.SemanticsTables.ITEM;
import static org.liftlock.dao.test.semantics.SemanticsTables.RANK;

import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** D29 and E6: many rows in one call, and long lists. */
public abstract class BatchSemantics extends SemanticsTopic {

    BatchSemantics() {}

    @Observed("D29")
    void batchWithoutAUnitKeepsItsStartOnSqlite() throws SQLException {
        try (RawSql raw = raw()) {
            raw.execute("create temporary table t (id integer primary key)");
            try (PreparedStatement insert = raw.connection().prepareStatement("insert into t values (?)")) {
                for (int id : new int[] {1, 1, 2}) {
                    insert.setInt(1, id);
                    insert.addBatch();
                }
                assertThrows(BatchUpdateException.class, insert::executeBatch);
            }
            assertObserved(raw.outcome("select count(*) from t"), "1", "0");
        }
    }

    @Observed("E6")
    void listsWithNothingOrNullInThemAreTheSame() {
        sql.insertNamed("a", "b");
        assertEquals(
                List.of(),
                sql.query(
                        dsl -> dsl.select(ID).from(ITEM).where(ID.in(List.of())).fetch(ID)));
        assertEquals(
                List.of(1L, 2L),
                sql.query(dsl -> dsl.select(ID)
                        .from(ITEM)
                        .where(ID.notIn(List.of()))
                        .orderBy(ID)
                        .fetch(ID)));
        assertEquals(
                List.of(),
                sql.query(dsl ->
                        dsl.select(ID).from(ITEM).where(ID.notIn(ID, RANK)).fetch(ID)));
    }
}
