package dev.baton.it.crash;

/**
 * The application as its clients see it. Each request is repeated until it is answered, if necessary by a process that
 * was started again.
 */
interface Application {

    /** Publishes the customer's orders with these numbers in one request. */
    void order(String customer, int... numbers);

    /** Replays a dead letter. */
    void replay(long letter);

    /** Starts a new process if the last one has ended. */
    void tend();
}
