/** Presence: which members have a connection, for readers of the tables chat_gateway and chat_connection. */
@NullMarked
package dev.baton.chat.gateway.presence;

import org.jspecify.annotations.NullMarked;
