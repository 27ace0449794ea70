package org.liftlock.sample.library;

import java.util.List;

/** An artist with what is on their tracks. */
record GeneratedArtist(String serviceId, String name, List<String> genres, List<GeneratedAlbum> albums) {}
