/** What rooms and users may be called. */
package dev.baton.chat.gateway.names;
