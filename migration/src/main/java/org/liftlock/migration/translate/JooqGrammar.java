package org.liftlock.migration.translate;

import org.jooq.Parser;
import org.jooq.QueryPart;
import org.jooq.SQLDialect;
import org.jooq.conf.ParseNameCase;
import org.jooq.conf.ParseUnknownFunctions;
import org.jooq.conf.ParseWithMetaLookups;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jooq.impl.ParserException;

/** jOOQ's parser for SQLite's expressions, without any knowledge of tables. Stateless and thread-safe. */
final class JooqGrammar {

    // Every call that reaches the parser bears a name of ours; which of them are known is decided in Operators.
    private static final Settings SETTINGS = new Settings()
            .withParseDialect(SQLDialect.SQLITE)
            .withParseUnknownFunctions(ParseUnknownFunctions.IGNORE)
            .withParseWithMetaLookups(ParseWithMetaLookups.OFF)
            .withParseNameCase(ParseNameCase.AS_IS);

    private JooqGrammar() {}

    static QueryPart parse(String normal, String text) {
        Parser parser = DSL.using(SQLDialect.SQLITE, SETTINGS).parser();
        try {
            return parser.parseField(normal);
        } catch (ParserException e) {
            throw new Refusal(text, "the expression cannot be read, for instance because comparisons are chained");
        }
    }
}
