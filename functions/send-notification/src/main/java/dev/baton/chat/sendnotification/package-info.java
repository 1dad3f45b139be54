/** The function send-notification: sends a notification, at most once. */
package dev.baton.chat.sendnotification;
