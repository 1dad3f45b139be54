/** The event catalogue of the messaging platform, with one record for each event type. */
@NullMarked
package dev.baton.chat.events;

import org.jspecify.annotations.NullMarked;
