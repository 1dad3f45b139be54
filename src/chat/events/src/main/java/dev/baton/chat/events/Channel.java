package dev.baton.chat.events;

/** The channels of a notification. */
public final class Channel {

    /** The channel for a member without a connection. */
    public static final String EMAIL = "email";

    /** The channel for a connected member. The gateway shows the notification at once. */
    public static final String LIVE = "live";

    private Channel() {}
}
