/** Metrics, traces and the log context. */
package dev.baton.runtime.telemetry;
