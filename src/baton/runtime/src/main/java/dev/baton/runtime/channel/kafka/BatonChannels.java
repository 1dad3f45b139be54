package dev.baton.runtime.channel.kafka;

/** The names of Baton's own channels. */
public final class BatonChannels {

    /** The outgoing channel to which the relay publishes the outbox. */
    public static final String OUTBOX = "baton-outbox";

    /** The prefix of the configuration keys of {@link #OUTBOX}. */
    public static final String OUTBOX_PREFIX = "mp.messaging.outgoing." + OUTBOX + ".";

    /** The incoming channel that configures the reader of the replies to requests. */
    public static final String REPLIES = "baton-replies";

    private BatonChannels() {}
}
