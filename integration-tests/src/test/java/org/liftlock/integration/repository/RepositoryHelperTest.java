package org.liftlock.integration.repository;

import org.liftlock.dao.Database;

class RepositoryHelperTest extends RepositoryHelperContract {

    RepositoryHelperTest(Database database, Items items) {
        super(database, items);
    }
}
