/** Live delivery over WebSockets: every member's socket gets every message of its rooms once and in order. */
package dev.baton.chat.gateway.live;
