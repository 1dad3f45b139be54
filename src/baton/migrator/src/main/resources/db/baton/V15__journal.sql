-- What became of each event, for people who follow one. A row is what one batch did, in the transaction that did it. Nothing else depends
-- on the journal. Processes of earlier versions leave it alone.
create table baton_journal (
    at          timestamptz not null default clock_timestamp(),
    position    bigint      not null generated always as identity,
    took        integer,                -- milliseconds from the beginning of the delivery; null: not known
    namespace   text        not null,
    function    text,                   -- null: events that were stored, and not by a function
    process     text        not null,
    ids         bigint[],               -- the hashes of the ids in the row; null: too many for an index
    filter      bytea       not null,   -- a Bloom filter of the ids, keys and types in the row, with four bits for each
    entries     bytea       not null,   -- the events, packed: see JournalBatch
    primary key (namespace, at, position)
);

-- The filter is read with the row, and nothing in it can be compressed. The entries are read for few rows, and compressing them would cost
-- each delivery more than it saves.
alter table baton_journal alter column filter set storage plain;
alter table baton_journal alter column entries set storage external;

-- A pending list would be cleared by whichever delivery fills it.
create index baton_journal_ids on baton_journal using gin (ids) with (fastupdate = off);
create index baton_journal_large on baton_journal (namespace, at, position) where ids is null;

-- Returns whether a filter may hold a mark, from which these two numbers of 31 bits are derived. Marks does the same in Java.
create function baton_journal_may_hold(filter bytea, first bigint, step bigint) returns boolean
language sql immutable parallel safe as $$
    select get_bit(filter, (first * octet_length(filter) * 8) >> 31) = 1
       and get_bit(filter, (((first + step) & 2147483647) * octet_length(filter) * 8) >> 31) = 1
       and get_bit(filter, (((first + 2 * step) & 2147483647) * octet_length(filter) * 8) >> 31) = 1
       and get_bit(filter, (((first + 3 * step) & 2147483647) * octet_length(filter) * 8) >> 31) = 1
$$;

-- Whoever might use the inbox may use the journal.
do $$
declare
    granted record;
begin
    for granted in
        select privilege_type as privilege, case when grantee = 0 then 'public' else grantee::regrole::text end as grantee
        from pg_class cross join aclexplode(relacl)
        where pg_class.oid = 'baton_inbox'::regclass and grantee <> relowner
    loop
        execute format('grant %s on baton_journal to %s', granted.privilege, granted.grantee);
    end loop;
end $$;
