/** The event catalogue of the messaging platform: one record an event type. */
package dev.baton.chat.events;
