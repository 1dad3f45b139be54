package dev.baton.it.console;

import dev.baton.EventKey;
import dev.baton.EventType;

/** The customer should be reminded. */
@EventType("shop.reminder.due.v1")
public record ReminderDue(@EventKey String order) {}
