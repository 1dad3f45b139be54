package dev.baton.runtime.channel;

import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;
import java.util.Map;

/** Passes the channel assignment that the build found to the application. */
@Recorder
public class ChannelRecorder {

    /** @param channels the channels by function name */
    public RuntimeValue<ChannelAssignment> assignment(Map<String, String> channels) {
        return new RuntimeValue<>(new ChannelAssignment(Map.copyOf(channels)));
    }
}
