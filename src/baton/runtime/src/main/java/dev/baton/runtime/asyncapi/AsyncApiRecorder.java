package dev.baton.runtime.asyncapi;

import dev.baton.runtime.config.BatonConfig;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** Makes the handler of the routes that the build adds. */
@Recorder
public class AsyncApiRecorder {

    private final RuntimeValue<BatonConfig> config;

    public AsyncApiRecorder(RuntimeValue<BatonConfig> config) {
        this.config = config;
    }

    /** Returns the handler, which answers 404 unless {@code baton.asyncapi.enabled} is true. */
    public Handler<RoutingContext> documents() {
        boolean enabled = config.getValue().asyncapi().enabled().orElse(LaunchMode.current() != LaunchMode.NORMAL);
        return enabled ? new AsyncApiDocuments() : AsyncApiDocuments::notHere;
    }
}
