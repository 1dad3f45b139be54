/** Rooms and who may read and post in them. */
@NullMarked
package dev.baton.chat.gateway.rooms;

import org.jspecify.annotations.NullMarked;
