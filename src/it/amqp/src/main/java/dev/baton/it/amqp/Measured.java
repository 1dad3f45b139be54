package dev.baton.it.amqp;

import dev.baton.EventKey;
import dev.baton.EventType;

/** A measurement of a sensor. */
@EventType("sensors.measured.v1")
public record Measured(@EventKey String device, int celsius) {}
