/** The function track-activity, which counts the messages and senders of each room in time windows. */
@NullMarked
package dev.baton.chat.trackactivity;

import org.jspecify.annotations.NullMarked;
