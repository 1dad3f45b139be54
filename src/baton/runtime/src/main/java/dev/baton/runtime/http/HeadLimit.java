package dev.baton.runtime.http;

import dev.baton.http.SlowHeads;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.spi.VertxServiceProvider;
import java.time.Duration;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

/**
 * Limits the time for the heads of requests, on all HTTP servers of this process. Vert.x finds it as a service, and uses
 * it before there are beans.
 */
public class HeadLimit implements VertxServiceProvider {

    private static final Logger LOG = Logger.getLogger(HeadLimit.class);
    private static final Duration DEFAULT = Duration.ofSeconds(10);

    @Override
    public void init(VertxBuilder builder) {
        if (!SlowHeads.limit(builder, longest())) {
            LOG.warn("Slow requests are not cut off; set quarkus.vertx.prefer-native-transport=false to cut them off");
        }
    }

    private static Duration longest() {
        try {
            return ConfigProvider.getConfig()
                    .getOptionalValue("baton.http.read-timeout", Duration.class)
                    .orElse(DEFAULT);
        } catch (IllegalArgumentException e) {
            return DEFAULT; // ConfigCheck reports the wrong value
        }
    }
}
