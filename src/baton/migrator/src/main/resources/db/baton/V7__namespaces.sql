-- Everything that is kept by function is kept by namespace and function: two applications with a function of one name share a database
-- and don't meet. The outbox needs no namespace: every relay publishes the events of every application.
lock table baton_inbox, baton_retry, baton_dead_letter, baton_schedule in access exclusive mode;

do $$
begin
    if '${namespace}' = '' and (exists (select 1 from baton_inbox) or exists (select 1 from baton_retry)
            or exists (select 1 from baton_dead_letter) or exists (select 1 from baton_schedule)) then
        raise exception 'The tables of Baton hold rows, whose namespace is not known. Set BATON_NAMESPACE to the baton.namespace of the application that wrote them, and migrate again.';
    end if;
end $$;

alter table baton_inbox add column namespace text not null default '${namespace}';
alter table baton_inbox alter column namespace drop default;
alter table baton_inbox drop constraint baton_inbox_pkey;
alter table baton_inbox add primary key (namespace, function, source, id);
drop index baton_inbox_handled;
create index baton_inbox_handled on baton_inbox (namespace, handled_at);

alter table baton_retry add column namespace text not null default '${namespace}';
alter table baton_retry alter column namespace drop default;
alter table baton_retry drop constraint baton_retry_function_source_event_id_key;
alter table baton_retry add unique (namespace, function, source, event_id);
drop index baton_retry_key, baton_retry_due, baton_retry_first;
create index baton_retry_key on baton_retry (namespace, function, key, id);
create index baton_retry_due on baton_retry (namespace, due_at) where due_at is not null;
create index baton_retry_first on baton_retry (namespace, function) where due_at is not null or held;

alter table baton_dead_letter add column namespace text not null default '${namespace}';
alter table baton_dead_letter alter column namespace drop default;
alter table baton_dead_letter drop constraint baton_dead_letter_function_source_event_id_key;
alter table baton_dead_letter add unique (namespace, function, source, event_id);
drop index baton_dead_letter_open;
create index baton_dead_letter_open on baton_dead_letter (namespace, function, id) where state = 'open';

alter table baton_schedule add column namespace text not null default '${namespace}';
alter table baton_schedule alter column namespace drop default;
alter table baton_schedule drop constraint baton_schedule_pkey;
alter table baton_schedule add primary key (namespace, function);

-- The operations on dead letters take the namespace first; null means any. They do to a letter of another namespace what they do to one
-- that does not exist.
drop function baton_dead_letters(text, text, timestamptz, timestamptz, text, bigint, integer);
drop function baton_replay_dead_letter(bigint, text);
drop function baton_edit_dead_letter(bigint, bytea, text);
drop function baton_discard_dead_letter(bigint, text);
drop function baton_open_dead_letter(bigint);

-- Returns the letters that fit, in the order of their ids. A parameter that is null fits all; an error is the class of an exception, with
-- or without its package.
create function baton_dead_letters(
    p_namespace text, p_function text, p_error text, p_from timestamptz, p_to timestamptz, p_state text, p_after bigint,
    p_limit integer
) returns setof baton_dead_letter language sql stable as $$
    select * from baton_dead_letter
    where id > coalesce(p_after, 0)
      and (p_namespace is null or namespace = p_namespace)
      and (p_function is null or function = p_function)
      and (p_error is null or error_class = p_error or right(error_class, length(p_error) + 1) in ('.' || p_error, '$' || p_error))
      and (p_from is null or last_failed_at >= p_from)
      and (p_to is null or last_failed_at < p_to)
      and (p_state is null or state = p_state)
    order by id limit p_limit
$$;

-- Locks an open letter and its key, as every statement does that adds to a key in baton_retry or takes from it. Returns no row when the
-- letter does not exist or is not open.
create function baton_open_dead_letter(p_namespace text, p_letter bigint) returns setof baton_dead_letter language plpgsql as $$
declare
    letter baton_dead_letter;
begin
    select * into letter from baton_dead_letter
    where id = p_letter and (p_namespace is null or namespace = p_namespace) and state = 'open' for update;
    if found then
        if letter.key is not null then
            perform pg_advisory_xact_lock(
                hashtextextended(letter.namespace || '.' || letter.function || '/' || letter.key, 0));
        end if;
        return next letter;
    end if;
end $$;

-- Lets the event wait, untried: in the place of the letter's held event, else behind the waiting events of its key.
create or replace function baton_wait_again(letter baton_dead_letter, p_event_id text, p_attributes text, p_data bytea)
returns text language plpgsql as $$
begin
    update baton_retry
    set event_id = p_event_id, attributes = p_attributes, data = p_data, attempts = 0, held = false, due_at = now(),
        first_failed_at = null, last_failed_at = null, error_class = null, error_message = null
    where namespace = letter.namespace and function = letter.function and source = letter.source
      and event_id = letter.event_id and held;
    if found then
        return 'in the place of the held event';
    end if;
    insert into baton_retry (namespace, function, key, source, event_id, attributes, data, origin, attempts, due_at)
    values (letter.namespace, letter.function, letter.key, letter.source, p_event_id, p_attributes, p_data, letter.origin, 0,
            case when letter.key is null or not exists (
                    select 1 from baton_retry r
                    where r.namespace = letter.namespace and r.function = letter.function and r.key = letter.key)
                then now() end)
    on conflict do nothing;
    return 'behind what waits of its key';
end $$;

-- Hands the event to its function once more, and to this function alone.
create function baton_replay_dead_letter(
    p_namespace text, p_letter bigint, p_by text, out changed boolean, out state text, out event_id text
) returns setof record language plpgsql as $$
#variable_conflict use_column
declare
    letter baton_dead_letter;
begin
    select * into letter from baton_open_dead_letter(p_namespace, p_letter);
    changed := found;
    if changed then
        delete from baton_inbox i
        where i.namespace = letter.namespace and i.function = letter.function and i.source = letter.source
          and i.id = letter.event_id;
        perform baton_close_dead_letter(p_letter, 'replayed', 'replay', p_by,
            baton_wait_again(letter, letter.event_id, letter.attributes, letter.data));
    end if;
    return query select changed, l.state, l.event_id from baton_dead_letter l
        where l.id = p_letter and (p_namespace is null or l.namespace = p_namespace);
end $$;

-- Replays the event with other data (JSON), as an event of its own: its id follows from the letter and the data, its cause is the old one.
create function baton_edit_dead_letter(
    p_namespace text, p_letter bigint, p_data bytea, p_by text, out changed boolean, out state text, out event_id text
) returns setof record language plpgsql as $$
#variable_conflict use_column
declare
    letter baton_dead_letter;
    new_id text;
begin
    select * into letter from baton_open_dead_letter(p_namespace, p_letter);
    changed := found;
    if changed then
        new_id := left(encode(sha256(convert_to(
            length(letter.function) || letter.function || length(letter.source) || letter.source || length(letter.event_id)
            || letter.event_id, 'UTF8') || p_data), 'hex'), 32)::uuid::text;
        perform baton_close_dead_letter(p_letter, 'replayed', 'edit', p_by, 'event ' || new_id || ' '
            || baton_wait_again(letter, new_id, (
                jsonb_build_object('correlationid', letter.event_id) || letter.attributes::jsonb || jsonb_build_object(
                    'id', new_id, 'causationid', letter.event_id, 'datacontenttype', 'application/json'))::text, p_data));
    end if;
    return query select changed, l.state, coalesce(new_id, l.event_id) from baton_dead_letter l
        where l.id = p_letter and (p_namespace is null or l.namespace = p_namespace);
end $$;

-- Gives the event up permanently: the events behind it go on, the record stays.
create function baton_discard_dead_letter(
    p_namespace text, p_letter bigint, p_by text, out changed boolean, out state text, out event_id text
) returns setof record language plpgsql as $$
#variable_conflict use_column
declare
    letter baton_dead_letter;
begin
    select * into letter from baton_open_dead_letter(p_namespace, p_letter);
    changed := found;
    if changed then
        delete from baton_retry r
        where r.namespace = letter.namespace and r.function = letter.function and r.source = letter.source
          and r.event_id = letter.event_id and r.held;
        update baton_retry set due_at = now()
        where id = (
                select min(r.id) from baton_retry r
                where r.namespace = letter.namespace and r.function = letter.function and r.key = letter.key)
          and due_at is null and not held;
        perform baton_close_dead_letter(p_letter, 'discarded', 'discard', p_by, null);
    end if;
    return query select changed, l.state, l.event_id from baton_dead_letter l
        where l.id = p_letter and (p_namespace is null or l.namespace = p_namespace);
end $$;
