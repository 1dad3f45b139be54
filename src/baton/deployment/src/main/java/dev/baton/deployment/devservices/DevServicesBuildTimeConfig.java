package dev.baton.deployment.devservices;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The embedded Kafka broker and PostgreSQL that an application gets in dev and test mode if it configures none. */
@ConfigMapping(prefix = "baton.devservices")
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
public interface DevServicesBuildTimeConfig {

    /**
     * Whether Baton starts a broker and a database if the application does not configure them.
     * {@code quarkus.devservices.enabled=false} also disables them.
     */
    @WithDefault("true")
    boolean enabled();

    /** The broker, which is started if {@code kafka.bootstrap.servers} is not set. */
    Service broker();

    /**
     * The database, which is started if neither {@code quarkus.datasource.reactive.url} nor
     * {@code quarkus.datasource.jdbc.url} is set. For a persistence unit on a named datasource
     * ({@code quarkus.hibernate-orm.datasource}), the keys of that datasource count.
     */
    Service database();

    /**
     * The directory in which dev mode keeps topics and tables for the next run, in the folders {@code broker} and
     * {@code database}. A relative path starts at the application's module. Without this setting, topics and tables are
     * removed when dev mode ends. Tests always start with empty ones.
     */
    Optional<Path> directory();

    /** The settings of one of the two services. */
    interface Service {

        /** Whether Baton starts the service. */
        @WithDefault("true")
        boolean enabled();

        /**
         * The port on 127.0.0.1 in dev mode. 0 selects a free port. Tests always use a free port, so that they can run
         * at the same time as dev mode.
         */
        @WithDefault("0")
        int port();
    }

    /** The condition for build steps that are only useful with Baton's Dev Services. */
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
