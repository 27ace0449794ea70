package org.liftlock.sample.library;

/** An album; its day of release as it is stored. */
record GeneratedAlbum(String title, String releasedOn, int trackCount) {}
