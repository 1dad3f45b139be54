/** The function notify-members, which finds out who should be notified of a message besides those who see it anyway. */
@NullMarked
package dev.baton.chat.notifymembers;

import org.jspecify.annotations.NullMarked;
