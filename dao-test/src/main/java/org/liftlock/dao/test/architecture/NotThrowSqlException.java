package org.liftlock.dao.test.architecture;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.sql.SQLException;

/** Whether a method declares an SQLException or one of its kinds. */
final class NotThrowSqlException extends ArchCondition<JavaMethod> {

    NotThrowSqlException() {
        super("not declare an SQLException");
    }

    @Override
    public void check(JavaMethod method, ConditionEvents events) {
        boolean throwsIt =
                method.getThrowsClause().getTypes().stream().anyMatch(type -> type.isAssignableTo(SQLException.class));
        if (throwsIt) {
            events.add(SimpleConditionEvent.violated(
                    method,
                    method.getDescription() + " declares an SQLException in " + method.getSourceCodeLocation()));
        }
    }
}
