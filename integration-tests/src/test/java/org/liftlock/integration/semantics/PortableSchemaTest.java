package org.liftlock.integration.semantics;

import org.liftlock.dao.test.ConfiguredBy;
import org.liftlock.dao.test.semantics.PortableSchemaContract;
import org.liftlock.dao.test.semantics.SemanticsConfiguration;

/** The tables of the semantics contract keep its rules themselves. */
@ConfiguredBy(SemanticsConfiguration.class)
class PortableSchemaTest extends PortableSchemaContract {}
