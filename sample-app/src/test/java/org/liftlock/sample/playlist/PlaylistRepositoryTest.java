package org.liftlock.sample.playlist;

class PlaylistRepositoryTest extends PlaylistRepositoryContract {}
