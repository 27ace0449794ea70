package org.liftlock.sample.store;

class UnitOfWorkTest extends UnitOfWorkContract {}
