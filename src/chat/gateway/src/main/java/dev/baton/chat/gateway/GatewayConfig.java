package dev.baton.chat.gateway;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What can be set of the gateway, all under {@code chat.}. */
@ConfigMapping(prefix = "chat")
public interface GatewayConfig {

    /**
     * Whether {@code POST /api/session} gives a token to whoever asks. Never switch it on where strangers can reach the
     * gateway. Default: on in dev and test, off elsewhere.
     */
    Optional<Boolean> devSessions();

    /** The tokens that {@code POST /api/session} gives. */
    DevSession devSession();

    /** How fast one user may post. */
    Rate rate();

    /** What one WebSocket may cost. */
    Socket socket();

    /** How live delivery follows the history. */
    Live live();

    /** How members' connections are made known. */
    Presence presence();

    /** What {@code POST /events} takes. */
    Ingress ingress();

    interface DevSession {

        /** What the tokens are signed with. All gateways that shall take each other's tokens need the same. */
        @WithDefault("baton development sessions, not a secret")
        String secret();

        /** How long a token is valid. */
        @WithDefault("12h")
        Duration lifetime();
    }

    interface Rate {

        /** Messages a second that one user may post through one gateway, over time. */
        @WithDefault("100")
        int perSecond();

        /** Messages that one user may post at once after a pause. */
        @WithDefault("500")
        int burst();
    }

    interface Socket {

        /** Bytes of frames that may wait to be written; a socket that makes more wait is closed with 1013. */
        @WithDefault("4194304")
        long queueBytes();

        /** Frames that may wait to be written; a socket that makes more wait is closed with 1013. */
        @WithDefault("10000")
        int queueFrames();

        /** How long a write may take; after that the socket is closed with 1013. */
        @WithDefault("30s")
        Duration writeTimeout();

        /** How long a socket may show no sign of life, not even the answer to a ping, before it is closed. */
        @WithDefault("90s")
        Duration idleTimeout();

        /** Client frames that may wait to be handled; a socket that makes more wait is closed with 1008. */
        @WithDefault("2000")
        int pendingFrames();

        /** Rooms that one socket may join. */
        @WithDefault("1000")
        int rooms();
    }

    interface Live {

        /** How often the gateway looks in the history for messages that no live event told it of. */
        @WithDefault("3s")
        Duration catchUpEvery();
    }

    interface Presence {

        /** How often the gateway says that it lives. */
        @WithDefault("10s")
        Duration heartbeat();

        /** After how long without a heartbeat a gateway counts as gone, and its connections with it. */
        @WithDefault("30s")
        Duration staleAfter();
    }

    interface Ingress {

        /** Events that one batch may hold. */
        @WithDefault("1000")
        int batch();

        /** The types of the events that it takes. */
        @WithDefault("chat.message.posted.v1,chat.message.posted.v2")
        Set<String> types();
    }
}
