/** The authentication of callers: tokens, and the development sessions that issue them. */
package dev.baton.chat.gateway.security;
