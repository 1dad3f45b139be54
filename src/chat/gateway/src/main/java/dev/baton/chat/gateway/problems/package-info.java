/** Errors as RFC 9457 problem details. */
@NullMarked
package dev.baton.chat.gateway.problems;

import org.jspecify.annotations.NullMarked;
