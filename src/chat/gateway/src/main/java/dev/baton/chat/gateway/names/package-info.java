/** The rules for the names of rooms and users. */
@NullMarked
package dev.baton.chat.gateway.names;

import org.jspecify.annotations.NullMarked;
