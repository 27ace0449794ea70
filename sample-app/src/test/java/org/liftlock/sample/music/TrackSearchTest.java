package org.liftlock.sample.music;

class TrackSearchTest extends TrackSearchContract {}
