/** The function notify-members: finds out who should hear of a message beyond those who see it anyway. */
package dev.baton.chat.notifymembers;
