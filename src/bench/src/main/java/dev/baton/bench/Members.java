package dev.baton.bench;

/** The admission of users to the measured server. */
interface Members {

    /** Returns the subprotocols that the user's WebSocket must name in order to be opened. */
    String[] subprotocols(String user) throws Exception;

    /** Creates a room with these users. */
    void room(String room, String first, String second) throws Exception;
}
