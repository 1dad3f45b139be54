/** The steps of a delivery. Their order stands in {@link dev.baton.runtime.delivery.Steps}. */
package dev.baton.runtime.delivery;
