/** The rules for deliveries in Knative's data plane contract and {@code spec.delivery}, without any input or output. */
@NullMarked
package dev.baton.triggers.delivery;

import org.jspecify.annotations.NullMarked;
