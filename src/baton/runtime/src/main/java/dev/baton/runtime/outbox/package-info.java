/** The events that were committed and wait to be published. */
package dev.baton.runtime.outbox;
