/** The function track-activity: counts messages and senders of each room in windows of time. */
package dev.baton.chat.trackactivity;
