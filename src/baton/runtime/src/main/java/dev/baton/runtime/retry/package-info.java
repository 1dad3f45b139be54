/** Failed events that wait for their next attempt, and the events parked behind them. */
@NullMarked
package dev.baton.runtime.retry;

import org.jspecify.annotations.NullMarked;
