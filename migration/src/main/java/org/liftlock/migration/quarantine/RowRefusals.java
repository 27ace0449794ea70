package org.liftlock.migration.quarantine;

import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Tells by its SQLSTATE whether a refusal of the server belongs to a row (postgresql.org/docs/current/errcodes-appendix.html),
 * never by its words, which a server says in any language. Stateless and thread-safe.
 */
public final class RowRefusals {

    /** The state that is noted of a value which does not fit the plan's type: "data exception". */
    public static final String UNFIT = "22000";

    private static final int LONGEST = 500;

    private RowRefusals() {}

    /**
     * Whether another row might be taken.
     *
     * @param refusal what the server said to rows or to a constraint over them
     * @return true for values, constraints, errors that triggers raise, and rows or keys that are too large; false for all
     *     that would meet any row
     */
    public static boolean isOfRow(SQLException refusal) {
        String state = Objects.requireNonNullElse(refusal.getSQLState(), "08000");
        return switch (state.substring(0, Math.min(2, state.length()))) {
            case "22", "23", "44", "54", "P0" -> true;
            default -> isOfApplication(state);
        };
    }

    /** The SQL standard leaves classes from I on to implementations; PostgreSQL has P0 and XX of them, triggers raise others. */
    private static boolean isOfApplication(String state) {
        char first = state.charAt(0);
        return first >= 'I' && first <= 'Z' && !state.startsWith("XX");
    }

    /**
     * The server's reason.
     *
     * @param refusal what it said
     * @param redact whether to leave out its words, which repeat values, and name state, constraint and column alone
     * @return one line
     */
    public static String reason(SQLException refusal, boolean redact) {
        ServerErrorMessage said = refusal instanceof PSQLException e ? e.getServerErrorMessage() : null;
        StringBuilder reason = new StringBuilder();
        if (said == null) {
            reason.append(redact ? "refused" : String.valueOf(refusal.getMessage()));
        } else if (redact) {
            reason.append("refused");
            name(reason, "constraint", said.getConstraint());
            name(reason, "column", said.getColumn());
        } else {
            reason.append(said.getMessage());
            // Of NOT NULL and CHECK the detail is the whole row, which is set aside in full.
            boolean repeatsRow = "23502".equals(said.getSQLState()) || "23514".equals(said.getSQLState());
            if (!repeatsRow && said.getDetail() != null) {
                reason.append(": ").append(said.getDetail());
            }
        }
        if (reason.length() > LONGEST) {
            reason.setLength(LONGEST);
            reason.append('…');
        }
        reason.append(" (SQLSTATE ").append(refusal.getSQLState()).append(')');
        return reason.toString().replaceAll("\\s*\\R\\s*", " ");
    }

    private static void name(StringBuilder reason, String what, @Nullable String name) {
        if (name != null) {
            reason.append(" by ").append(what).append(' ').append(name);
        }
    }
}
