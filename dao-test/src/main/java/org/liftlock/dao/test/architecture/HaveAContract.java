package org.liftlock.dao.test.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Optional;
import org.liftlock.dao.test.BackendContract;

/** Whether a contract among the imported classes uses a repository. */
final class HaveAContract extends ArchCondition<JavaClass> {

    HaveAContract() {
        super("have a contract");
    }

    @Override
    public void check(JavaClass repository, ConditionEvents events) {
        boolean found = repository.getDirectDependenciesToSelf().stream()
                .anyMatch(dependency -> isOfAContract(dependency.getOriginClass()));
        if (!found) {
            events.add(SimpleConditionEvent.violated(
                    repository,
                    repository.getFullName() + " is used in no class with @BackendContract in "
                            + repository.getSourceCodeLocation()));
        }
    }

    private static boolean isOfAContract(JavaClass origin) {
        Optional<JavaClass> current = Optional.of(origin);
        while (current.isPresent()) {
            // The annotation is inherited, of which ArchUnit takes no notice.
            if (current.get().getClassHierarchy().stream()
                    .anyMatch(type -> type.isAnnotatedWith(BackendContract.class))) {
                return true;
            }
            current = current.get().getEnclosingClass();
        }
        return false;
    }
}
