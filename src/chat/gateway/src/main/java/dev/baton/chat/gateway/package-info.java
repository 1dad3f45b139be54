/** The front door of the messaging platform: REST, WebSocket, and events from other producers. */
package dev.baton.chat.gateway;
