/** Starts functions that are scaled to zero when events of the retry table are due for them. */
@NullMarked
package dev.baton.runtime.retry.http;

import org.jspecify.annotations.NullMarked;
