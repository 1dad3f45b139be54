/** The function redact-message: takes a harmful message out of sight. */
package dev.baton.chat.redactmessage;
