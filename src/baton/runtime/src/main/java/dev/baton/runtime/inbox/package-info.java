/** The events that functions have handled. */
package dev.baton.runtime.inbox;
