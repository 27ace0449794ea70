package org.liftlock.sample.schema;

import org.liftlock.dao.test.semantics.PortableSchemaContract;

class PortableSchemaTest extends PortableSchemaContract {}
