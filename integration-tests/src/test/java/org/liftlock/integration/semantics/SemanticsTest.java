package org.liftlock.integration.semantics;

import org.liftlock.dao.test.semantics.SemanticsContract;

/** As an application runs it, on its backends as they are by themselves. */
class SemanticsTest extends SemanticsContract {}
