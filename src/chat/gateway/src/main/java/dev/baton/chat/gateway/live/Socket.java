package dev.baton.chat.gateway.live;

import io.smallrye.mutiny.Uni;

/** One client's end of a WebSocket, as the rest of this package sees it. */
interface Socket {

    /** Policy violation: the client sends too much without waiting for answers, or its token has expired. */
    int POLICY_VIOLATION = 1008;

    /** Message too big: a frame exceeds the size limit. */
    int TOO_BIG = 1009;

    /** Try again later: the client reads too slowly. */
    int TRY_AGAIN_LATER = 1013;

    /** Going away: the gateway shuts down, or the client shows no sign of life. */
    int GOING_AWAY = 1001;

    /** Completes when the frame has left this process. */
    Uni<Void> write(String frame);

    /**
     * Closes with a reason. If the client doesn't complete the closing handshake, the connection is cut a little later.
     */
    void close(int code, String reason);

    /** Ends the connection at once. Safe from any thread. */
    void cut();
}
