package dev.baton.chat.gateway;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A gateway that soon loses patience with slow clients. */
public class LittlePatience implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "chat.socket.queue-bytes",
                "262144",
                "chat.socket.write-timeout",
                "2s",
                "baton.http.read-timeout",
                "2s");
    }
}
