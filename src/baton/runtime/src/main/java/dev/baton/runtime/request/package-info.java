/** Requests that publish an event and wait for its reply. */
package dev.baton.runtime.request;
