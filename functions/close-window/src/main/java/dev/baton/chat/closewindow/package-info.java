/** The function close-window, which closes a room's window and reports its activity. */
@NullMarked
package dev.baton.chat.closewindow;

import org.jspecify.annotations.NullMarked;
