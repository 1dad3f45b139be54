/** Checks the tokens with which Knative's senders identify themselves. */
@NullMarked
package dev.baton.runtime.http.identity;

import org.jspecify.annotations.NullMarked;
