package dev.baton.triggers.manifest;

import dev.baton.triggers.delivery.DeliverySpec;
import dev.baton.triggers.filter.Filter;
import java.net.URI;

/** A Trigger, ready to run: which events go where, and how. The name is unique, and remembers its place in the log. */
public record Trigger(String name, Filter filter, URI subscriber, DeliverySpec delivery) {}
