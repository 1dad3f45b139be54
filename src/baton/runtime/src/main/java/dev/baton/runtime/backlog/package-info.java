/** What waits in the tables: counted now and then, for metrics, health checks and people. */
@NullMarked
package dev.baton.runtime.backlog;

import org.jspecify.annotations.NullMarked;
