package dev.baton.chat.gateway;

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

    /** The tokens that {@code POST /api/session} issues. */
    DevSession devSession();

    /** The rate at which one user may post. */
    Rate rate();

    /** The limits of one WebSocket. */
    Socket socket();

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

        /** Bytes of frames that may wait to be written. A socket that exceeds this limit is closed with 1013. */
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
