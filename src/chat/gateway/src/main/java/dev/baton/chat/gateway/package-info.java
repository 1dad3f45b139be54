/** The front door of the messaging platform: REST, WebSocket, and events from other producers. */
@NullMarked
package dev.baton.chat.gateway;

import org.jspecify.annotations.NullMarked;
