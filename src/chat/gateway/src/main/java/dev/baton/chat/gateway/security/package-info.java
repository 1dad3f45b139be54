/** The authentication of callers: tokens, and the development sessions that issue them. */
@NullMarked
package dev.baton.chat.gateway.security;

import org.jspecify.annotations.NullMarked;
