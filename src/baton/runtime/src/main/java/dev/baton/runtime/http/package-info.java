/** Functions that receive events over HTTP, according to the Knative data plane contract. */
@NullMarked
package dev.baton.runtime.http;

import org.jspecify.annotations.NullMarked;
