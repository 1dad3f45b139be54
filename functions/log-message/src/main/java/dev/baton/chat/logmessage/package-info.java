/** The function log-message, which gives each posted message its place in the history of its room. */
@NullMarked
package dev.baton.chat.logmessage;

import org.jspecify.annotations.NullMarked;
