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

/** Baton's configuration at run time. */
@ConfigMapping(prefix = "baton")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface BatonConfig {

    /** How deliveries are made. */
    Delivery delivery();

    /** How the outbox is published. */
    Relay relay();

    /** What happens with events that fail. */
    Retry retry();

    /** What is set for one function alone, by its name. */
    Map<String, FunctionSettings> functions();

    /** How long events are remembered. */
    Inbox inbox();

    /** What persons do with dead letters. */
    DeadLetters deadLetters();

    /** How functions are triggered by a cron expression. */
    Schedule schedule();

    /** How code waits for a follow-up of an event. */
    Request request();

    /** How events are consumed from Kafka. */
    Kafka kafka();

    /** How events are taken over HTTP. */
    Http http();

    /**
     * The components of the database schema that this application needs, and the least version of each. The component
     * {@code baton} is always needed.
     */
    Map<String, Integer> schema();

    /** How deliveries are made. */
    interface Delivery {

        /** The most events of one partition that share one session and one transaction. */
        @WithDefault("500")
        int batchSize();

        /**
         * The most deliveries of topics (micro-batches) and of HTTP requests that run at once in this process. Beside
         * them run deliveries out of the retry table, two at once. Each holds one database connection; a function may
         * take a second one, so keep it at half of {@code quarkus.datasource.reactive.max-size} or less.
         */
        @WithDefault("4")
        int concurrency();

        /**
         * The largest event, in bytes of data and attributes, that may be stored in the outbox. Kafka's own limit is 1
         * MiB by default.
         */
        @WithDefault("1000000")
        int maxEventSize();

        /** How long a function may take for one event. One that takes longer has failed this time. */
        @WithDefault("30s")
        Duration timeLimit();
    }

    /** What happens with events that fail. */
    interface Retry {

        /** How often an event is tried before it leaves its partition and waits in the retry table. */
        @WithDefault("3")
        int attemptsInPlace();

        /** The pause before the second attempt in place; it doubles with each further one. */
        @WithDefault("100ms")
        Duration delayInPlace();

        /** How often an event is tried in all, before it is given up on and becomes a dead letter. */
        @WithDefault("12")
        int attempts();

        /** The pause before the first attempt out of the retry table; it doubles with each further one. */
        @WithDefault("1s")
        Duration delay();

        /** The longest pause between two attempts. */
        @WithDefault("5m")
        Duration maxDelay();

        /** How often the retry table is looked at. */
        @WithDefault("200ms")
        Duration pollInterval();

        /** What becomes of the later events of a key when one was given up on. */
        @WithDefault("hold")
        OnExhausted onExhausted();

        /** How long a key may have events waiting before health and metrics count it as parked too long. */
        @WithDefault("5m")
        Duration parkedTooLong();

        /** How often health and metrics look for what is parked. */
        @WithDefault("10s")
        Duration watchInterval();
    }

    /** What is set for one function alone. */
    interface FunctionSettings {

        /** How its events are tried again. */
        FunctionRetry retry();

        /**
         * The SmallRye channel that it takes its events from: one of any connector, or one that the application itself
         * sends to. Fixed by the build. Default: a Kafka channel that is named as the function.
         */
        Optional<String> channel();

        /** How messages of its channel that are JSON, and no CloudEvents, become events. */
        ChannelEvent event();
    }

    /**
     * How a JSON message without the attributes of a CloudEvent becomes an event. Each is a text in which a JSON
     * pointer in braces stands for the value that it points to: {@code /sensors/{/device}}. {@code source} and {@code
     * id} are needed; without them such a message becomes a dead letter. Together they must identify the event, however
     * often it is sent.
     */
    interface ChannelEvent {

        /** Its type. Default: the one that the function takes. */
        Optional<String> type();

        /** Its source, for example {@code /sensors/{/device}}. */
        Optional<String> source();

        /** Its id, for example {@code {/device}-{/sequence}}. */
        Optional<String> id();

        /** Its subject, which is also its key. */
        Optional<String> subject();

        /** When it happened, in the form of RFC 3339, for example {@code {/measuredAt}}. */
        Optional<String> time();
    }

    /**
     * How the events of one function are tried again. What is not set is as the function declares it, else as {@code
     * baton.retry}.
     */
    interface FunctionRetry {

        /** How often an event is tried before it leaves its partition and waits in the retry table. */
        Optional<Integer> attemptsInPlace();

        /** The pause before the second attempt in place; it doubles with each further one. */
        Optional<Duration> delayInPlace();

        /** How often an event is tried in all, before it is given up on and becomes a dead letter. */
        Optional<Integer> attempts();

        /** The pause before the first attempt out of the retry table; it doubles with each further one. */
        Optional<Duration> delay();

        /** The longest pause between two attempts. */
        Optional<Duration> maxDelay();

        /** What becomes of the later events of a key when one was given up on. */
        Optional<OnExhausted> onExhausted();
    }

    /** How long events are remembered. */
    interface Inbox {

        /**
         * How long an event that was handled is known as such. One that is sent again after that is handled again, so
         * let it be longer than topics keep their events and senders repeat theirs.
         */
        @WithDefault("14d")
        Duration retention();

        /** How often this process looks for events to forget; 0 turns it off here. */
        @WithDefault("1m")
        Duration expiryInterval();

        /** The most events that are forgotten in one transaction. */
        @WithDefault("1000")
        int expiryStep();
    }

    /** What becomes of the later events of a key when one was given up on after all its attempts. */
    enum OnExhausted {
        /** They wait until a person replays or discards the dead letter: the key stays in order. */
        HOLD,
        /** They go on without it. */
        CONTINUE
    }

    /** What persons do with dead letters. */
    interface DeadLetters {

        /** The REST API under {@code /baton/dead-letters}. */
        Api api();

        /** The REST API under {@code /baton/dead-letters}. */
        interface Api {

            /** Whether this process has it. */
            @WithDefault("false")
            boolean enabled();

            /**
             * The role that a caller must have. Set to nothing, anyone may call: only where the network keeps others
             * out. With a role, an application without a security extension refuses everyone.
             */
            @WithDefault("operator")
            Optional<String> role();
        }
    }

    /** How the outbox is published. */
    interface Relay {

        /** Whether this process publishes the outbox. At least one process has to. */
        @WithDefault("true")
        boolean enabled();

        /**
         * About the most events that are published in one transaction: of each of the 64 slots up to 16 in any case, so
         * 1,024 where this is less.
         */
        @WithDefault("1000")
        int batchSize();

        /**
         * About how many bytes of data are published in one transaction: what a round of large events takes of the
         * memory.
         */
        @WithDefault("8388608")
        long batchBytes();

        /**
         * How long the relay sleeps when nothing wakes it: what delayed events and those of dead processes may wait.
         */
        @WithDefault("500ms")
        Duration pollInterval();

        /**
         * Where the outbox is published over HTTP, as Knative's SinkBinding says it. Default: {@code K_SINK}; without
         * it, Kafka.
         */
        @WithDefault("${K_SINK:}")
        Optional<URI> sink();

        /**
         * What is set in every event that goes to the sink: JSON such as <code>{"extensions":{"name":"value"}}</code>.
         * Default: {@code K_CE_OVERRIDES}.
         */
        @WithDefault("${K_CE_OVERRIDES:}")
        Optional<String> sinkOverrides();

        /**
         * Certificates in PEM form that an https sink is trusted by, beside those of the JVM. Read at start. Default:
         * {@code K_CA_CERTS}.
         */
        @WithDefault("${K_CA_CERTS:}")
        Optional<String> sinkCaCerts();

        /**
         * A directory of files with more such certificates; it need not exist. Read at start. Default: where a
         * SinkBinding puts them.
         */
        @WithDefault("/knative-custom-certs")
        Path sinkCaDirectory();

        /**
         * A file with the token that each request to the sink bears; it need not exist. Read for each request. Default:
         * where a SinkBinding puts it.
         */
        @WithDefault("/oidc/token")
        Path sinkTokenFile();

        /** The most requests to the sink at once, each of another key. */
        @WithDefault("16")
        int sinkConcurrency();

        /**
         * How long connecting to the sink may take, and how long nothing may come from it then; all of it at most twice
         * as long.
         */
        @WithDefault("30s")
        Duration sinkTimeout();

        /**
         * The first pause before an event that the sink did not take is sent again; it doubles with each further one.
         */
        @WithDefault("500ms")
        Duration sinkDelay();

        /** The longest of these pauses. */
        @WithDefault("30s")
        Duration sinkMaxDelay();
    }

    /** How events are taken over HTTP. */
    interface Http {

        /** Whether the functions of this process take events over HTTP. */
        @WithDefault("true")
        boolean enabled();

        /**
         * Where events are posted to whichever function handles their type. {@code /functions/<name>} is there in any
         * case.
         */
        @WithDefault("/")
        String path();

        /** The largest body of a request, in bytes. */
        @WithDefault("1000000")
        long maxBodySize();

        /** The most events of a batch. */
        @WithDefault("500")
        int maxBatch();

        /**
         * The most requests that are read and handled at once; more are answered 429. Each may hold a body in memory.
         */
        @WithDefault("100")
        int maxInFlight();

        /** How long a sender may take to send its request's body, before its connection is cut. */
        @WithDefault("10s")
        Duration readTimeout();

        /** How long a process that is told to stop waits for the requests in flight. */
        @WithDefault("20s")
        Duration drainTimeout();

        /**
         * The origins that may deliver, as the CloudEvents web hook specification lets a sender ask (OPTIONS); {@code
         * *} is any.
         */
        Optional<Set<String>> webhookOrigins();
    }

    /** How functions are triggered by a cron expression. */
    interface Schedule {

        /**
         * Whether this process makes the events of its functions' schedules. Another one that has the functions may.
         */
        @WithDefault("true")
        boolean enabled();

        /** How often the schedules are looked at. */
        @WithDefault("500ms")
        Duration pollInterval();
    }

    /** How code waits for a follow-up of an event. */
    interface Request {

        /** The most requests of this process that may wait for a reply at once; one more is refused. */
        @WithDefault("10000")
        int maxWaiting();

        /** How long the topics of replies are still read when no request waits. */
        @WithDefault("1m")
        Duration idleTimeout();
    }

    /** How events are consumed from Kafka. The clients are configured as SmallRye channels: {@code mp.messaging.*}. */
    interface Kafka {

        /**
         * Whether the functions of this process consume from Kafka. Default: yes, unless there is a sink and no broker
         * is configured, neither by {@code kafka.bootstrap.servers} nor for a channel or the connector.
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

        /** How long a revoked partition waits for its running delivery, before another process takes it over. */
        @WithDefault("20s")
        Duration drainTimeout();
    }
}
