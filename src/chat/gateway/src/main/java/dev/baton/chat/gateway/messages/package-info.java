/** Posting messages and reading the history. */
package dev.baton.chat.gateway.messages;
