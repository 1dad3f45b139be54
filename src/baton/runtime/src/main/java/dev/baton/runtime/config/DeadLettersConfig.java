package dev.baton.runtime.config;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How people handle dead letters. */
@ConfigGroup
public interface DeadLettersConfig {

    /** The REST API under {@code /baton/dead-letters}. */
    Api api();

    /**
     * How long a dead letter is kept after a person has replayed or discarded it, together with the audit of its
     * operations. An open dead letter is kept until somebody decides.
     */
    @WithDefault("90d")
    Duration retention();

    /** How often this process looks for dead letters to delete. 0 turns this off in this process. */
    @WithDefault("1h")
    Duration expiryInterval();

    /** Whom to tell of new dead letters. */
    Webhook webhook();

    /** Whom to tell of new dead letters. */
    interface Webhook {

        /**
         * The address to which a CloudEvent of type {@code dev.baton.dead-letter.created.v1} is posted when an event
         * becomes a dead letter. It names the function and the class of the exception, and never holds data of the
         * event. Default: none.
         */
        Optional<URI> url();

        /**
         * How long a process then counts further dead letters of the same function and class of exception before it
         * tells of them, with their number.
         */
        @WithDefault("15m")
        Duration interval();

        /** How long the webhook may take to answer. After that, and if it rejects the event, it is sent again. */
        @WithDefault("10s")
        Duration timeout();

        /** A file with the bearer token of each request. It need not exist. Read for each request. */
        @WithDefault("/var/run/baton/webhook-token")
        Path tokenFile();
    }

    /** The REST API under {@code /baton/dead-letters}. */
    interface Api {

        /** Whether this process serves the API. */
        @WithDefault("false")
        boolean enabled();

        /**
         * The role that a caller must have. If it is empty, anyone may call the API, so leave it empty only where
         * the network keeps others out. If it is set, an application without a security extension rejects all
         * callers.
         */
        @WithDefault("operator")
        Optional<String> role();
    }
}
