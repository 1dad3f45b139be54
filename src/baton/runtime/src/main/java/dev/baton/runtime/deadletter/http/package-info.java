/** The dead letters over HTTP, for operators. */
@NullMarked
package dev.baton.runtime.deadletter.http;

import org.jspecify.annotations.NullMarked;
