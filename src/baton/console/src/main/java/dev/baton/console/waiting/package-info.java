/** What waits: retries, parked keys, delayed events, schedules, and requests. */
@NullMarked
package dev.baton.console.waiting;

import org.jspecify.annotations.NullMarked;
