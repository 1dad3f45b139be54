-- What a function replied to who asked for a reply, in place of publishing it; published after all when nobody took it.
alter table baton_inbox
    add column reply_type       text,
    add column reply_key        text,
    add column reply_attributes text,
    add column reply_data       bytea,
    add column reply_published  boolean not null default false;

-- What is old enough to be forgotten.
create index baton_inbox_handled on baton_inbox (handled_at);

-- The first events of the keys that wait: what health and metrics look at.
create index baton_retry_first on baton_retry (function) where due_at is not null or held;

-- Rows of these come and go: vacuum them by their number, not by the size that a table once had.
alter table baton_outbox set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);
alter table baton_retry set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000);
