/** Metrics, traces and the log context. */
@NullMarked
package dev.baton.runtime.telemetry;

import org.jspecify.annotations.NullMarked;
