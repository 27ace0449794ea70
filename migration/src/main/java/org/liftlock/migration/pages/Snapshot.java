package org.liftlock.migration.pages;

import java.io.IOException;

/** One state of a database, whose pages can be read for as long as the connections that hold it keep their transactions. */
public final class Snapshot {

    private final SnapshotFiles files;
    private final PageLayout layout;
    private final WalFrames frames;

    Snapshot(SnapshotFiles files, PageLayout layout, WalFrames frames) {
        this.files = files;
        this.layout = layout;
        this.frames = frames;
    }

    /**
     * Opens a reader of its pages, which is closed with the files.
     *
     * @return a reader for one thread at a time
     * @throws IOException if the files cannot be opened once more
     */
    public PageReader reader() throws IOException {
        return files.reader(layout, frames);
    }
}
