/** CloudEvents over HTTP: the ingress that takes them, the sender that hands them on, and how both write and read them. */
package dev.baton.triggers.http;
