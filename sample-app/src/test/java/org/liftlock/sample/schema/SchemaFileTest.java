package org.liftlock.sample.schema;

class SchemaFileTest extends SchemaFileContract {}
