/** The function redact-message, which hides a harmful message. */
package dev.baton.chat.redactmessage;
