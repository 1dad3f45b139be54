/** Publishes an event and waits for its reply. */
package dev.baton.runtime.request;
