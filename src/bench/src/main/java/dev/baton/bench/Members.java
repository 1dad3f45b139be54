package dev.baton.bench;

/** Lets users in. */
interface Members {

    /** What the user's WebSocket names as subprotocols, so that it may be opened. */
    String[] subprotocols(String user) throws Exception;

    /** Makes a room of these users. */
    void room(String room, String first, String second) throws Exception;
}
