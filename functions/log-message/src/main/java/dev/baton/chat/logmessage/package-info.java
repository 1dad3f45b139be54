/** The function log-message, which gives each posted message its place in the history of its room. */
package dev.baton.chat.logmessage;
