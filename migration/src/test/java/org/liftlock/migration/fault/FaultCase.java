package org.liftlock.migration.fault;

/**
 * Something that befalls a run.
 *
 * @param fault what
 * @param point in which phase
 * @param form from which form of the test on it happens
 * @param journal the file's journal mode
 * @param ending how the run ends
 * @param act lets it happen
 */
record FaultCase(String fault, String point, Form form, String journal, Ending ending, Act act) {

    /** The short form is part of every build, the long one has everything. */
    enum Form {
        SHORT,
        LONG
    }

    /** How a run ends that something befalls. */
    enum Ending {
        /** It notices nothing. */
        DONE(1),
        /** The surroundings failed. */
        FAILED(3),
        /** The user interrupted. */
        INTERRUPTED(130),
        /** It depends on the moment. */
        ANY(-1);

        private final int exit;

        Ending(int exit) {
            this.exit = exit;
        }

        int exit() {
            return exit;
        }
    }

    /** What happens. */
    interface Act {
        /** The run that it happens to. */
        Attempt befall(Scene scene) throws Exception;
    }

    @Override
    public String toString() {
        return fault + ", " + point;
    }
}
