/** The function notify-members, which finds out who should be notified of a message besides those who see it anyway. */
package dev.baton.chat.notifymembers;
