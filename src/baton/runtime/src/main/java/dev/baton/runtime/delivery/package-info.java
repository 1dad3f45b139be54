/** The steps of a delivery. {@link dev.baton.runtime.delivery.Steps} defines their order. */
@NullMarked
package dev.baton.runtime.delivery;

import org.jspecify.annotations.NullMarked;
