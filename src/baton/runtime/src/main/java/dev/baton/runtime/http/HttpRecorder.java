package dev.baton.runtime.http;

import io.quarkus.runtime.annotations.Recorder;
import io.quarkus.runtime.shutdown.ShutdownListener;

/** Records the actions of the HTTP binding at fixed points of the application's life cycle. */
@Recorder
public class HttpRecorder {

    public ShutdownListener drain() {
        return new Drain();
    }
}
