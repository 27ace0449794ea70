package org.liftlock.sample.store;

class UnitOfWorkListenerTest extends UnitOfWorkListenerContract {}
