package dev.baton.chat.gateway.live;

import io.smallrye.mutiny.Uni;

/** One client's end of a WebSocket, as the rest of this package sees it. */
interface Socket {

    /** Not allowed: a client that sends more than it waits answers for. */
    int POLICY_VIOLATION = 1008;

    /** A frame that is larger than frames may be. */
    int TOO_BIG = 1009;

    /** Try again later: a client that reads too slowly. */
    int TRY_AGAIN_LATER = 1013;

    /** The gateway is going away. */
    int GOING_AWAY = 1001;

    /** Completes when the frame has left this process. */
    Uni<Void> write(String frame);

    /** Says why, and closes; if the client doesn't take even that, the connection is cut a little later. */
    void close(int code, String reason);

    /** Ends the connection at once. Safe from any thread. */
    void cut();
}
