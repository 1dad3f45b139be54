-- The type that a process must know to take the event; null: any. Set by one that found the event to be of a newer version than it knows.
alter table baton_retry add column needs_type text;
