package org.liftlock.sample.store;

import org.liftlock.dao.test.ContractDatabase;

class ErrorKindTest extends ErrorKindContract {

    ErrorKindTest(ContractDatabase direct, Probe probe) {
        super(direct, probe);
    }
}
