package dev.baton.deployment.crash;

/**
 * The application as its clients see it. Each request is repeated until it is answered, by a process that was started
 * anew if need be.
 */
interface Application {

    /** Publishes the customer's orders of these numbers, with one request. */
    void order(String customer, int... numbers);

    /** Replays a dead letter. */
    void replay(long letter);

    /** Starts a process anew that has ended. */
    void tend();
}
