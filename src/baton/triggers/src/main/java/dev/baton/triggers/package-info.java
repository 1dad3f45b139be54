/**
 * A Knative Broker with its Triggers on one machine, for development and tests: functions run as they do on Knative,
 * but without a cluster. It follows Knative's data plane contract and reads the same YAML files as a cluster.
 *
 * <p>It is not a production broker: it is a single process without encryption and authentication, and everyone on this
 * machine can send events to it.
 */
@NullMarked
package dev.baton.triggers;

import org.jspecify.annotations.NullMarked;
