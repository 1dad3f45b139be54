/** The function send-notification, which sends a notification at most once. */
package dev.baton.chat.sendnotification;
