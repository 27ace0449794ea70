package org.liftlock.sample.listener;

class ListenerRepositoryTest extends ListenerRepositoryContract {}
