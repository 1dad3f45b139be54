/** The function redact-message, which hides a harmful message. */
@NullMarked
package dev.baton.chat.redactmessage;

import org.jspecify.annotations.NullMarked;
