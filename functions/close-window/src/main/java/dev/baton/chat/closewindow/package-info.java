/** The function close-window: counts a room's window when its time is over. */
package dev.baton.chat.closewindow;
