package dev.baton.runtime.config;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How the outbox is published. */
@ConfigGroup
public interface RelayConfig {

    /** Whether this process publishes the outbox. At least one process must publish it. */
    @WithDefault("true")
    boolean enabled();

    /**
     * The approximate maximum number of events that are published in one transaction. Up to 16 events of each of
     * the 64 slots are always allowed, so a lower value than 1,024 still allows 1,024 events.
     */
    @WithDefault("1000")
    int batchSize();

    /**
     * The approximate maximum number of bytes of data that are published in one transaction, and that events which are
     * larger than a slot's share of it may have in addition. It limits the memory that large events take. Default: a
     * 32nd of the heap, at least 1 MiB and at most 8 MiB.
     */
    Optional<MemorySize> batchBytes();

    /**
     * How often the outbox is checked for delayed events, and for events of processes that died, while processes are
     * busy, or while the relay can't be woken by others. While all are quiet, it is checked when an event is due, when
     * another process wakes the relay, and after 50 intervals or 10 s, whichever is shorter.
     */
    @WithDefault("500ms")
    Duration pollInterval();

    /**
     * The namespace of the functions whose due events this process watches: see {@code baton.functions.*.url}. Default:
     * the namespace of its own functions; without functions, all namespaces in the database.
     */
    Optional<String> namespace();

    /**
     * The address to which the outbox is published over HTTP, as Knative's SinkBinding provides it. Default:
     * {@code K_SINK}. Without an address, the outbox is published to Kafka.
     */
    @WithDefault("${K_SINK:}")
    Optional<URI> sink();

    /**
     * The attributes that are set in every event that goes to the sink, as JSON such as
     * <code>{"extensions":{"name":"value"}}</code>. Default: {@code K_CE_OVERRIDES}.
     */
    @WithDefault("${K_CE_OVERRIDES:}")
    Optional<String> sinkOverrides();

    /**
     * Certificates in PEM format that are trusted for an https sink, and for functions at https addresses, in addition
     * to those of the JVM. Read at start. Default: {@code K_CA_CERTS}.
     */
    @WithDefault("${K_CA_CERTS:}")
    Optional<String> sinkCaCerts();

    /**
     * A directory with files of further trusted certificates. It need not exist. Read at start. Default: the
     * directory in which a SinkBinding puts them.
     */
    @WithDefault("/knative-custom-certs")
    Path sinkCaDirectory();

    /**
     * A file with the bearer token of each request to the sink. It need not exist. Read for each request. Default:
     * the file in which a SinkBinding puts the token.
     */
    @WithDefault("/oidc/token")
    Path sinkTokenFile();

    /**
     * A directory with the bearer tokens of posts to {@code baton.functions.*.url}: a file for each function, with the
     * function's name. The files need not exist. Read for each request. The generated manifests mount the tokens there
     * if the functions demand any.
     */
    @WithDefault("/var/run/baton/function-tokens")
    Path functionTokenDirectory();

    /** The maximum number of concurrent requests to the sink, each for a different key. */
    @WithDefault("16")
    int sinkConcurrency();

    /**
     * How long connecting to the sink may take, and how long the connection may then stay without data from the
     * sink. The whole request may take at most twice as long.
     */
    @WithDefault("30s")
    Duration sinkTimeout();

    /**
     * The pause before an event that the sink did not accept is sent again. It doubles with each further attempt.
     */
    @WithDefault("500ms")
    Duration sinkDelay();

    /** The longest of these pauses. */
    @WithDefault("30s")
    Duration sinkMaxDelay();
}
