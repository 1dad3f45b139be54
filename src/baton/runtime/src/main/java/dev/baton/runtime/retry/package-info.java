/** Failed events that wait for their next attempt, and the events parked behind them. */
package dev.baton.runtime.retry;
