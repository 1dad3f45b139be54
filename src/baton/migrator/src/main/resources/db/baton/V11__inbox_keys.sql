-- The inbox gets one short key in place of four texts, and stored replies a table of their own. Stop all processes first: earlier versions
-- can't write to the new table.
lock table baton_inbox in access exclusive mode;

-- Returns the key of an event in the inbox of a function: four bytes of time, and 16 bytes of SHA-256 over namespace, function, source and
-- id, each in UTF-8 and preceded by its length. The time, in seconds, is that of an id that carries one: a UUID of version 7, or the id of a
-- follow-up, which ends with it. Otherwise the last four bytes of the hash take its place. InboxKeys computes the same in Java.
create function baton_inbox_key(p_namespace text, p_function text, p_source text, p_id text)
returns bytea language plpgsql immutable strict parallel safe as $$
declare
    namespace constant bytea := convert_to(p_namespace, 'UTF8');
    function constant bytea := convert_to(p_function, 'UTF8');
    source constant bytea := convert_to(p_source, 'UTF8');
    id constant bytea := convert_to(p_id, 'UTF8');
    hash constant bytea := sha256(int4send(length(namespace)) || namespace || int4send(length(function)) || function
        || int4send(length(source)) || source || int4send(length(id)) || id);
    seconds bigint;
begin
    if p_id collate "C" ~ '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-7[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}$' then
        seconds := ('x0000' || substr(p_id, 1, 8) || substr(p_id, 10, 4))::bit(64)::bigint / 1000;
    elsif p_id collate "C" ~ '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-8[0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}-[0-9a-fA-F]{8}$' then
        seconds := ('x00000000' || substr(p_id, 38))::bit(64)::bigint;
    end if;
    return case when seconds >= 1577836800 and seconds < 4102444800 -- from 2020 until 2099
            then substr(int8send(seconds), 5) else substr(hash, 29) end
        || substr(hash, 1, 16);
end $$;

alter table baton_inbox rename to baton_inbox_before;

-- The events that a function has handled. A row commits with what the function did.
create table baton_inbox (
    handled_at  timestamptz not null default now(),
    key         bytea       not null,   -- baton_inbox_key(namespace, function, source, id)
    namespace   text        not null
);

-- What a function replied to a sender that asked for a reply, instead of publishing it. It is published after all when the event arrives
-- again without such a sender. A row is forgotten with that of the inbox.
create table baton_reply (
    inbox_key   bytea       primary key,
    type        text        not null,
    key         text,
    attributes  text        not null,
    data        bytea       not null,
    published   boolean     not null default false
);

-- The place in the inbox up to which old events of a namespace were looked for, in blocks: there is no index on their time. One row each.
create table baton_inbox_walk (
    namespace   text        primary key,
    next_block  bigint      not null,
    looked_at   timestamptz not null
);

-- Returns the number of blocks of the inbox.
create function baton_inbox_blocks() returns bigint language sql volatile set search_path = "${flyway:defaultSchema}", pg_temp as $$
    select pg_relation_size('baton_inbox') / current_setting('block_size')::bigint
$$;

insert into baton_inbox (handled_at, key, namespace)
select handled_at, baton_inbox_key(namespace, function, source, id), namespace from baton_inbox_before;

insert into baton_reply (inbox_key, type, key, attributes, data, published)
select baton_inbox_key(namespace, function, source, id), reply_type, reply_key, reply_attributes, reply_data, reply_published
from baton_inbox_before where reply_type is not null;

-- Whoever might use the inbox may use the new tables.
do $$
declare
    granted record;
begin
    for granted in
        select privilege_type as privilege, case when grantee = 0 then 'public' else grantee::regrole::text end as grantee
        from pg_class cross join aclexplode(relacl)
        where pg_class.oid = 'baton_inbox_before'::regclass and grantee <> relowner
    loop
        execute format('grant %s on baton_inbox, baton_reply, baton_inbox_walk to %s', granted.privilege, granted.grantee);
    end loop;
end $$;

drop table baton_inbox_before;
alter table baton_inbox add primary key (key);

-- As before, with the new key. A reply is forgotten with its event.
create or replace function baton_replay_dead_letter(
    p_namespace text, p_letter bigint, p_by text, out changed boolean, out state text, out event_id text
) returns setof record language plpgsql set search_path = "${flyway:defaultSchema}", pg_temp as $$
#variable_conflict use_column
declare
    letter baton_dead_letter;
    handled bytea;
begin
    select * into letter from baton_open_dead_letter(p_namespace, p_letter);
    changed := found;
    if changed then
        handled := baton_inbox_key(letter.namespace, letter.function, letter.source, letter.event_id);
        delete from baton_inbox i where i.key = handled;
        delete from baton_reply r where r.inbox_key = handled;
        perform baton_close_dead_letter(p_letter, 'replayed', 'replay', p_by,
            baton_wait_again(letter, letter.event_id, letter.attributes, letter.data));
    end if;
    return query select changed, l.state, l.event_id from baton_dead_letter l
        where l.id = p_letter and (p_namespace is null or l.namespace = p_namespace);
end $$;
