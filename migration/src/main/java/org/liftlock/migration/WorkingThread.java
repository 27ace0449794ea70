package org.liftlock.migration;

/**
 * Threads that keep a processor busy for as long as there are rows. Stateless and thread-safe.
 *
 * <p>They have the lowest priority. Where the virtual machine heeds it (on Linux with {@code -XX:ThreadPriorityPolicy=1}, which
 * the launcher sets), threads that compile go first where there are fewer processors than threads: code that waits for
 * its compilation runs slowly meanwhile. A run of 400 MB took 7.9 s of processor time so instead of 9.3.
 */
public final class WorkingThread {

    private WorkingThread() {}

    /**
     * A thread that has not started and keeps no program from ending.
     *
     * @param work what it does
     * @param name its name
     * @return the thread
     */
    public static Thread of(Runnable work, String name) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
        return thread;
    }
}
