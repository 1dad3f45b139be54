/** The function close-window, which counts a room's window when its time is over. */
package dev.baton.chat.closewindow;
