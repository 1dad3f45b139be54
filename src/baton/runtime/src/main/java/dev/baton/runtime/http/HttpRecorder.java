package dev.baton.runtime.http;

import io.quarkus.runtime.annotations.Recorder;
import io.quarkus.runtime.shutdown.ShutdownListener;

/** What the HTTP binding does at fixed points of the application's life. */
@Recorder
public class HttpRecorder {

    public ShutdownListener drain() {
        return new Drain();
    }
}
