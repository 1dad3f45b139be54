/** Live delivery over WebSockets: every member's socket gets every message of its rooms once and in order. */
@NullMarked
package dev.baton.chat.gateway.live;

import org.jspecify.annotations.NullMarked;
