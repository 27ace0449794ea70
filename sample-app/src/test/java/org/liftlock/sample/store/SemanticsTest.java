package org.liftlock.sample.store;

import org.liftlock.dao.test.semantics.SemanticsContract;

class SemanticsTest extends SemanticsContract {}
