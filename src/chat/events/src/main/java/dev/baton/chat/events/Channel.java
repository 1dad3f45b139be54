package dev.baton.chat.events;

/** The channels of a notification. */
public final class Channel {

    /** For a member without a connection. */
    public static final String EMAIL = "email";

    /** For a connected member: the gateway shows it at once. */
    public static final String LIVE = "live";

    private Channel() {}
}
