package dev.baton.chat.gateway;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** The configuration of the gateway under {@code chat.}. */
@ConfigMapping(prefix = "chat")
public interface GatewayConfig {

    /**
     * Whether {@code POST /api/session} issues a token to anyone who requests one. Never enable it where strangers can
     * reach the gateway. Default: enabled in dev and test, disabled otherwise.
     */
    Optional<Boolean> devSessions();

    /**
     * The largest body of a request, in bytes. It can't be larger than {@code quarkus.http.limits.max-body-size} (10M).
     */
    @WithDefault("1M")
    MemorySize maxBodySize();

    /** The tokens that {@code POST /api/session} issues. */
    DevSession devSession();

    /** The rate at which one user may post. */
    Rate rate();

    /** The limits of one WebSocket. */
    Socket socket();

    /** How much of the history is read at once. */
    History history();

    /** How live delivery catches up with the history. */
    Live live();

    /** How the gateway publishes the connections of members. */
    Presence presence();

    /** The events that {@code POST /events} accepts. */
    Ingress ingress();

    /** How the gateway stops. */
    Drain drain();

    interface DevSession {

        /** The secret that signs the tokens. Gateways that accept each other's tokens need the same secret. */
        @WithDefault("baton development sessions, not a secret")
        String secret();

        /** How long a token is valid. */
        @WithDefault("12h")
        Duration lifetime();
    }

    interface Rate {

        /** Messages per second that one user may post through one gateway, on average. */
        @WithDefault("100")
        int perSecond();

        /** Messages that one user may post at once after a pause. */
        @WithDefault("500")
        int burst();
    }

    interface Socket {

        /**
         * Bytes of frames that may wait to be written. A socket that exceeds this limit is closed with 1013. The limit
         * is lower while the queues of all sockets together could take more than an eighth of the heap, but at least
         * 128 KiB.
         */
        @WithDefault("4194304")
        long queueBytes();

        /** Frames that may wait to be written. A socket that exceeds this limit is closed with 1013. */
        @WithDefault("10000")
        int queueFrames();

        /** How long a write may take. After that, the socket is closed with 1013. */
        @WithDefault("30s")
        Duration writeTimeout();

        /** How long a client may show no sign of life, not even the answer to a ping, before its socket is closed. */
        @WithDefault("90s")
        Duration idleTimeout();

        /**
         * Client frames that may wait to be handled or answered. A socket that exceeds this limit is closed with 1008.
         */
        @WithDefault("2000")
        int pendingFrames();

        /** Rooms that one socket may join. */
        @WithDefault("1000")
        int rooms();
    }

    interface History {

        /**
         * The maximum number of bytes of the pages that requests get, together, until they are written. A request whose
         * page would exceed it is answered with 503, unless it is the only one. Default: a 16th of the heap, at least
         * 1 MiB.
         */
        Optional<MemorySize> maxBytesInFlight();
    }

    interface Live {

        /** How often the gateway checks the history for messages that no live event announced. */
        @WithDefault("3s")
        Duration catchUpEvery();
    }

    interface Presence {

        /** How often the gateway records a heartbeat. */
        @WithDefault("10s")
        Duration heartbeat();

        /** The time without a heartbeat after which a gateway and its connections count as gone. */
        @WithDefault("30s")
        Duration staleAfter();
    }

    interface Ingress {

        /** Events that one batch may hold. */
        @WithDefault("1000")
        int batch();

        /** The event types that it accepts. */
        @WithDefault("chat.message.posted.v1,chat.message.posted.v2")
        Set<String> types();
    }

    interface Drain {

        /**
         * The time over which a gateway that is told to stop closes its sockets, so that their clients do not all
         * connect elsewhere at once. It closes at least 100 a second.
         */
        @WithDefault("5s")
        Duration spread();

        /** How long a gateway that is told to stop waits for the answers to its clients before it cuts them off. */
        @WithDefault("20s")
        Duration timeout();
    }
}
