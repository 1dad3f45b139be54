/** Events that other producers send over HTTP. */
package dev.baton.chat.gateway.ingress;
