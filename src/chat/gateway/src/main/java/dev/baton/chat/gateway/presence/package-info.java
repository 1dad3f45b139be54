/** Which members have a connection, for whoever reads the tables chat_gateway and chat_connection. */
package dev.baton.chat.gateway.presence;
