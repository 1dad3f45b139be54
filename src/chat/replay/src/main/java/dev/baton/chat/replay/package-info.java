/** The replay of an IRC log into a running messaging platform. */
@NullMarked
package dev.baton.chat.replay;

import org.jspecify.annotations.NullMarked;
