package dev.baton.deployment.devservices;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The embedded Kafka broker and PostgreSQL that an application gets in dev and test mode when it configures none. */
@ConfigMapping(prefix = "baton.devservices")
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
public interface DevServicesBuildTimeConfig {

    /** Whether Baton starts a broker and a database that are not configured. {@code quarkus.devservices.enabled=false} switches them off too. */
    @WithDefault("true")
    boolean enabled();

    /** The broker, for an application without {@code kafka.bootstrap.servers}. */
    Service broker();

    /** The database, for an application without {@code quarkus.datasource.reactive.url} and {@code quarkus.datasource.jdbc.url}. */
    Service database();

    /**
     * Where dev mode keeps topics and tables for the next run, in the folders {@code broker} and {@code database}; a relative path
     * starts at the application's module. Without it they are gone when dev mode ends. Tests always begin with empty ones.
     */
    Optional<Path> directory();

    /** One of the two services. */
    interface Service {

        /** Whether Baton starts it. */
        @WithDefault("true")
        boolean enabled();

        /** Its port on 127.0.0.1 in dev mode; 0 takes a free one. Tests always take a free one, so that they run beside dev mode. */
        @WithDefault("0")
        int port();
    }

    /** For build steps that make no sense without Baton's Dev Services. */
    class Enabled implements BooleanSupplier {

        private final DevServicesBuildTimeConfig config;

        public Enabled(DevServicesBuildTimeConfig config) {
            this.config = config;
        }

        @Override
        public boolean getAsBoolean() {
            return config.enabled();
        }
    }
}
