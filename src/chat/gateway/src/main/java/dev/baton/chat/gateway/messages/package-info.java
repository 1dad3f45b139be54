/** Posting messages and reading the history. */
@NullMarked
package dev.baton.chat.gateway.messages;

import org.jspecify.annotations.NullMarked;
