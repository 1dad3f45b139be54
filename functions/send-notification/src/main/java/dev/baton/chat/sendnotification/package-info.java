/** The function send-notification, which sends a notification at most once. */
@NullMarked
package dev.baton.chat.sendnotification;

import org.jspecify.annotations.NullMarked;
