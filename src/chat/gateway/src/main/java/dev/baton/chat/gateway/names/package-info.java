/** The rules for the names of rooms and users. */
package dev.baton.chat.gateway.names;
