/** The event catalogue of the messaging platform, with one record for each event type. */
package dev.baton.chat.events;
