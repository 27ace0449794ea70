package org.liftlock.cli.command;

/** Writes what a user may paste into a shell. */
final class Shell {

    private Shell() {}

    /** Quoted where a POSIX shell needs it. */
    static String quoted(Object argument) {
        String text = argument.toString();
        return text.matches("[A-Za-z0-9_.,:/@=%+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
