/** Events from other producers, over HTTP. */
package dev.baton.chat.gateway.ingress;
