/** What becomes of a delivery: the rules of Knative's data plane contract and of {@code spec.delivery}, without any input or output. */
package dev.baton.triggers.delivery;
