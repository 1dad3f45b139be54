/** The function track-activity, which counts the messages and senders of each room in windows of time. */
package dev.baton.chat.trackactivity;
