package dev.baton.runtime.config;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The configuration that Baton reads at run time. */
@ConfigMapping(prefix = "baton")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface BatonConfig {

    /** How events are delivered to functions. */
    Delivery delivery();

    /** How the outbox is published. */
    Relay relay();

    /** What happens to events that fail. */
    Retry retry();

    /** Settings of individual functions, by function name. */
    Map<String, FunctionSettings> functions();

    /** How long events are remembered. */
    Inbox inbox();

    /** How people handle dead letters. */
    DeadLetters deadLetters();

    /** How functions are triggered by a cron expression. */
    Schedule schedule();

    /** How code waits for a follow-up of an event. */
    Request request();

    /** How events are consumed from Kafka. */
    Kafka kafka();

    /** How events are received over HTTP. */
    Http http();

    /**
     * The components of the database schema that this application needs, and the minimum version of each. The component
     * {@code baton} is always needed.
     */
    Map<String, Integer> schema();

    /** How events are delivered to functions. */
    interface Delivery {

        /** The maximum number of events of one partition that share one session and one transaction. */
        @WithDefault("500")
        int batchSize();

        /**
         * The maximum number of concurrent deliveries of topics (micro-batches) and of HTTP requests in this process.
         * In addition, the process runs up to two deliveries from the retry table at once. Each delivery holds one
         * database connection, and a function may take a second one, so use at most half of
         * {@code quarkus.datasource.reactive.max-size}.
         */
        @WithDefault("4")
        int concurrency();

        /**
         * The maximum size of an event in the outbox, in bytes of data and attributes. Kafka's own limit is 1 MiB by
         * default.
         */
        @WithDefault("1000000")
        int maxEventSize();

        /** How long a function may take for one event. A call that takes longer counts as a failed attempt. */
        @WithDefault("30s")
        Duration timeLimit();
    }

    /** What happens to events that fail. */
    interface Retry {

        /** The number of attempts before an event leaves its partition and waits in the retry table. */
        @WithDefault("3")
        int attemptsInPlace();

        /** The pause before the second attempt in place. It doubles with each further attempt. */
        @WithDefault("100ms")
        Duration delayInPlace();

        /** The total number of attempts, after which an event fails permanently and becomes a dead letter. */
        @WithDefault("12")
        int attempts();

        /** The pause before the first attempt from the retry table. It doubles with each further attempt. */
        @WithDefault("1s")
        Duration delay();

        /** The longest pause between two attempts. */
        @WithDefault("5m")
        Duration maxDelay();

        /** How often the retry table is checked for due events. */
        @WithDefault("200ms")
        Duration pollInterval();

        /** What happens to the later events of a key after one of its events failed permanently. */
        @WithDefault("hold")
        OnExhausted onExhausted();

        /** How long a key may have waiting events before health checks and metrics count it as parked too long. */
        @WithDefault("5m")
        Duration parkedTooLong();

        /** How often the parked keys are counted for health checks and metrics. */
        @WithDefault("10s")
        Duration watchInterval();
    }

    /** The settings of one function. */
    interface FunctionSettings {

        /** How the events of the function are retried. */
        FunctionRetry retry();

        /**
         * The SmallRye channel from which the function takes its events: a channel of any connector other than Kafka's,
         * or a channel to which the application itself sends. The build fixes this setting. Default: a Kafka channel
         * with the name of the function.
         */
        Optional<String> channel();

        /** How JSON messages of the channel that are not CloudEvents become events. */
        ChannelEvent event();
    }

    /**
     * How a JSON message without the attributes of a CloudEvent becomes an event. Each setting is a text in which a
     * JSON pointer in braces stands for the value that it points to: {@code /sensors/{/device}}. {@code source} and
     * {@code id} are required; without them such a message becomes a dead letter. Together they must identify the
     * event, however often it is sent.
     */
    interface ChannelEvent {

        /** The type of the event. Default: the type that the function takes. */
        Optional<String> type();

        /** The source of the event, for example {@code /sensors/{/device}}. */
        Optional<String> source();

        /** The id of the event, for example {@code {/device}-{/sequence}}. */
        Optional<String> id();

        /** The subject of the event, which is also its key. */
        Optional<String> subject();

        /** The time at which the event happened, in RFC 3339 format, for example {@code {/measuredAt}}. */
        Optional<String> time();
    }

    /**
     * How the events of one function are retried. A setting that is absent has the value that the function declares, or
     * else the value under {@code baton.retry}.
     */
    interface FunctionRetry {

        /** The number of attempts before an event leaves its partition and waits in the retry table. */
        Optional<Integer> attemptsInPlace();

        /** The pause before the second attempt in place. It doubles with each further attempt. */
        Optional<Duration> delayInPlace();

        /** The total number of attempts, after which an event fails permanently and becomes a dead letter. */
        Optional<Integer> attempts();

        /** The pause before the first attempt from the retry table. It doubles with each further attempt. */
        Optional<Duration> delay();

        /** The longest pause between two attempts. */
        Optional<Duration> maxDelay();

        /** What happens to the later events of a key after one of its events failed permanently. */
        Optional<OnExhausted> onExhausted();
    }

    /** How long events are remembered. */
    interface Inbox {

        /**
         * How long a handled event is remembered. If an event is sent again after that time, it is handled again. Use a
         * longer time than topics retain events and senders repeat them.
         */
        @WithDefault("14d")
        Duration retention();

        /** How often this process looks for events to forget. 0 turns this off in this process. */
        @WithDefault("1m")
        Duration expiryInterval();

        /** The maximum number of events that are forgotten in one transaction. */
        @WithDefault("1000")
        int expiryStep();
    }

    /**
     * What happens to the later events of a key after one of its events failed permanently, that is, after all its
     * attempts.
     */
    enum OnExhausted {
        /** They wait until a person replays or discards the dead letter, so the key stays in order. */
        HOLD,
        /** They are handled without the failed event. */
        CONTINUE
    }

    /** How people handle dead letters. */
    interface DeadLetters {

        /** The REST API under {@code /baton/dead-letters}. */
        Api api();

        /** The REST API under {@code /baton/dead-letters}. */
        interface Api {

            /** Whether this process serves the API. */
            @WithDefault("false")
            boolean enabled();

            /**
             * The role that a caller must have. If it is empty, anyone may call the API, so leave it empty only where
             * the network keeps others out. If it is set, an application without a security extension refuses all
             * callers.
             */
            @WithDefault("operator")
            Optional<String> role();
        }
    }

    /** How the outbox is published. */
    interface Relay {

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
         * The approximate maximum number of bytes of data that are published in one transaction. It limits the memory
         * that large events take.
         */
        @WithDefault("8388608")
        long batchBytes();

        /**
         * How long the relay sleeps when nothing wakes it. Delayed events, and events of processes that died, may wait
         * this long.
         */
        @WithDefault("500ms")
        Duration pollInterval();

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
         * Certificates in PEM format that are trusted for an https sink, in addition to those of the JVM. Read at
         * start. Default: {@code K_CA_CERTS}.
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

    /** How events are received over HTTP. */
    interface Http {

        /** Whether the functions of this process receive events over HTTP. */
        @WithDefault("true")
        boolean enabled();

        /**
         * The path at which all functions that handle the type of an event receive it. {@code /functions/<name>} exists
         * in any case.
         */
        @WithDefault("/")
        String path();

        /** The maximum size of a request body, in bytes. */
        @WithDefault("1000000")
        long maxBodySize();

        /** The maximum number of events in a batch. */
        @WithDefault("500")
        int maxBatch();

        /**
         * The maximum number of requests that are read and handled at once. Further requests are answered with status
         * 429. Each request may hold a body in memory.
         */
        @WithDefault("100")
        int maxInFlight();

        /** How long a sender may take to send the body of its request before its connection is closed. */
        @WithDefault("10s")
        Duration readTimeout();

        /** How long a process that is told to stop waits for requests in flight. */
        @WithDefault("20s")
        Duration drainTimeout();

        /**
         * The origins that may deliver events. A sender asks for this permission with an OPTIONS request, according to
         * the CloudEvents web hook specification. {@code *} allows any origin.
         */
        Optional<Set<String>> webhookOrigins();
    }

    /** How functions are triggered by a cron expression. */
    interface Schedule {

        /**
         * Whether this process creates the events of its functions' schedules. Another process with the same functions
         * may create them instead.
         */
        @WithDefault("true")
        boolean enabled();

        /** How often the schedules are checked. */
        @WithDefault("500ms")
        Duration pollInterval();
    }

    /** How code waits for a follow-up of an event. */
    interface Request {

        /**
         * The maximum number of requests of this process that may wait for a reply at once. Further requests are
         * refused.
         */
        @WithDefault("10000")
        int maxWaiting();

        /** How long the reply topics are still read while no request waits. */
        @WithDefault("1m")
        Duration idleTimeout();
    }

    /** How events are consumed from Kafka. The clients are configured as SmallRye channels: {@code mp.messaging.*}. */
    interface Kafka {

        /**
         * Whether the functions of this process consume from Kafka. Default: yes, unless there is a sink and no broker
         * is configured, either by {@code kafka.bootstrap.servers} or for a channel or the connector.
         */
        @WithDefault("true")
        boolean enabled();

        /** Whether missing topics are created at start. Default: in dev and test mode only. */
        Optional<Boolean> createTopics();

        /** The number of partitions of a topic that Baton creates. */
        @WithDefault("8")
        int partitions();

        /** The replication factor of a topic that Baton creates. Default: the broker's. */
        Optional<Short> replicationFactor();

        /** How often the offsets of committed transactions are committed to the broker. */
        @WithDefault("200ms")
        Duration commitInterval();

        /** How long a revoked partition waits for its running delivery before another process takes it over. */
        @WithDefault("20s")
        Duration drainTimeout();
    }
}
