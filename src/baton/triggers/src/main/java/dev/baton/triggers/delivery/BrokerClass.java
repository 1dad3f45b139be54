package dev.baton.triggers.delivery;

import java.util.Arrays;
import java.util.Optional;

/** A class of Knative's Brokers. The classes differ in the order and in the retries of deliveries. */
public enum BrokerClass {
    /** Events of a partition are delivered in order if the Trigger asks for it. Pauses are counted from 1. */
    KAFKA("Kafka", 1),
    /** Events have no order. Pauses are counted from 0. */
    MT_CHANNEL("MTChannelBasedBroker", 0);

    private final String title;
    private final int firstRetry;

    BrokerClass(String title, int firstRetry) {
        this.title = title;
        this.firstRetry = firstRetry;
    }

    /** Returns the class with this name, which is a value of {@code eventing.knative.dev/broker.class}. */
    public static Optional<BrokerClass> of(String title) {
        return Arrays.stream(values()).filter(each -> each.title.equals(title)).findFirst();
    }

    /** Returns the name as Knative writes it. */
    public String title() {
        return title;
    }

    /** Returns the number with which the first retry enters the formula of its pause. */
    public int firstRetry() {
        return firstRetry;
    }
}
