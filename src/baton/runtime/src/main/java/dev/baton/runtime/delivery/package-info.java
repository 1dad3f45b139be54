/** The steps of a delivery. {@link dev.baton.runtime.delivery.Steps} defines their order. */
package dev.baton.runtime.delivery;
