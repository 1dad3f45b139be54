/** Generates the dashboard, the alert rules and the table of metrics from the catalogue of Baton's metrics. */
@NullMarked
package dev.baton.manifests.observability;

import org.jspecify.annotations.NullMarked;
