/**
 * CloudEvents over HTTP: the ingress that accepts them, the sender that delivers them, and the errors and size limits
 * of both.
 */
@NullMarked
package dev.baton.triggers.http;

import org.jspecify.annotations.NullMarked;
