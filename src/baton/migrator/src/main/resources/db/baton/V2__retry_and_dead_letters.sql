-- Events that a function could not handle yet, and those of the same key that wait behind them (parked).
create table baton_retry (
    id              bigint generated always as identity primary key, -- the order of the events of a key
    function        text        not null,
    key             text,                               -- CloudEvents partitionkey; null: nothing waits behind it
    source          text        not null,
    event_id        text        not null,
    attributes      text        not null,               -- the CloudEvents context attributes, as one JSON object of strings
    data            bytea       not null,
    origin          text        not null,               -- where it came from
    attempts        integer     not null,               -- 0: parked
    due_at          timestamptz,                        -- null: parked behind an earlier event of its key
    held            boolean     not null default false, -- given up on: its key waits for a person
    first_failed_at timestamptz,
    last_failed_at  timestamptz,
    error_class     text,
    error_message   text,
    parked_at       timestamptz not null default now(),
    unique (function, source, event_id)
);
create index baton_retry_key on baton_retry (function, key, id);
create index baton_retry_due on baton_retry (due_at) where due_at is not null;

-- Events that were given up on, with their failure. Kept until a person has replayed or discarded them, and after that.
create table baton_dead_letter (
    id              bigint generated always as identity primary key,
    function        text        not null,
    type            text,
    key             text,
    source          text        not null,
    event_id        text        not null,
    attributes      text        not null,
    data            bytea       not null,
    origin          text        not null,
    attempts        integer     not null,
    first_failed_at timestamptz not null,
    last_failed_at  timestamptz not null,
    error_class     text        not null,
    error_message   text        not null,
    error_stack     text        not null,
    state           text        not null default 'open', -- open, replayed, discarded
    unique (function, source, event_id)
);
create index baton_dead_letter_open on baton_dead_letter (function, id) where state = 'open';

-- What persons did with dead letters.
create table baton_dead_letter_audit (
    id              bigint generated always as identity primary key,
    dead_letter     bigint      not null references baton_dead_letter (id),
    operation       text        not null,
    performed_by    text        not null,
    performed_at    timestamptz not null default now(),
    detail          text
);
create index baton_dead_letter_audit_letter on baton_dead_letter_audit (dead_letter, id);
