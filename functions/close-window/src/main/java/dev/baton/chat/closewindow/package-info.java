/** The function close-window, which counts a room's window when its time is over. */
@NullMarked
package dev.baton.chat.closewindow;

import org.jspecify.annotations.NullMarked;
