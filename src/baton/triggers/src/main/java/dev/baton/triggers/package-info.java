/**
 * A Knative Broker with its Triggers on one machine, for development and tests: what the functions meet on Knative, without a
 * cluster. It follows Knative's data plane contract and reads the very YAML files that a cluster gets.
 *
 * <p>It is no production broker: one process, no encryption, no authentication, everyone on this machine may send to it.
 */
package dev.baton.triggers;
