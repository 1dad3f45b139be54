/** Who calls: tokens, and the development sessions that give them out. */
package dev.baton.chat.gateway.security;
