/** The rules for deliveries in Knative's data plane contract and {@code spec.delivery}, without any input or output. */
package dev.baton.triggers.delivery;
