/** Errors as RFC 9457 problem details. */
package dev.baton.chat.gateway.problems;
