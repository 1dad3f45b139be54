/** Presence: which members have a connection, for readers of the tables chat_gateway and chat_connection. */
package dev.baton.chat.gateway.presence;
