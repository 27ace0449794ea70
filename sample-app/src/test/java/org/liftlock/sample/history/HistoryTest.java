package org.liftlock.sample.history;

class HistoryTest extends HistoryContract {}
