package org.liftlock.bench;

/** The class that is run. */
final class IsolationTest extends IsolationContract {}
