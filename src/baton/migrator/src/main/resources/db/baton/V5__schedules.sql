-- The functions that a cron expression triggers: one row each, for all processes. A row moves on in the transaction that stores the event
-- of its time.
create table baton_schedule (
    function    text        primary key,
    cron        text        not null,   -- with zone, the plan: only processes that have the same one fire it
    zone        text        not null,
    next_at     timestamptz not null,
    fired_at    timestamptz             -- the time of the last event
);
