/** Events that other producers send over HTTP. */
@NullMarked
package dev.baton.chat.gateway.ingress;

import org.jspecify.annotations.NullMarked;
