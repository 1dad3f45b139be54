package dev.baton.triggers.manifest;

import dev.baton.triggers.delivery.DeliverySpec;
import dev.baton.triggers.filter.Filter;
import java.net.URI;

/**
 * A Trigger that is ready to run: its filter, its subscriber and its delivery spec. The unique name identifies its
 * position in the log.
 *
 * @param ordered whether the events of a partition are delivered one after another
 */
public record Trigger(String name, Filter filter, URI subscriber, DeliverySpec delivery, boolean ordered) {}
