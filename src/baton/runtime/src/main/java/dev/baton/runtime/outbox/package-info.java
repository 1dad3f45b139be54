/** The events that were committed and wait to be published. */
@NullMarked
package dev.baton.runtime.outbox;

import org.jspecify.annotations.NullMarked;
