/**
 * CloudEvents over HTTP: the ingress that accepts them, the sender that delivers them, and the errors and size limits
 * of both.
 */
package dev.baton.triggers.http;
