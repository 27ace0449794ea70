package org.liftlock.sample.music;

class TrackRepositoryTest extends TrackRepositoryContract {}
