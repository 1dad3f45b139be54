/** Rooms and who may read and post in them. */
package dev.baton.chat.gateway.rooms;
