/** Requests that publish an event and wait for its reply. */
@NullMarked
package dev.baton.runtime.request;

import org.jspecify.annotations.NullMarked;
