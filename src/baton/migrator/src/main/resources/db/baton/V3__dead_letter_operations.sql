-- What a person does with dead letters. The REST API and the command line call these functions, so that both do the same; a call is
-- one transaction, and the caller's. A letter that is not open is left as it is: changed is false, and there is no audit row.

-- The letters that fit, in the order of their ids. What is null fits all; an error is the class of an exception, with or without its package.
create function baton_dead_letters(
    p_function text, p_error text, p_from timestamptz, p_to timestamptz, p_state text, p_after bigint, p_limit integer
) returns setof baton_dead_letter language sql stable as $$
    select * from baton_dead_letter
    where id > coalesce(p_after, 0)
      and (p_function is null or function = p_function)
      and (p_error is null or error_class = p_error or right(error_class, length(p_error) + 1) in ('.' || p_error, '$' || p_error))
      and (p_from is null or last_failed_at >= p_from)
      and (p_to is null or last_failed_at < p_to)
      and (p_state is null or state = p_state)
    order by id limit p_limit
$$;

-- Locks an open letter and its key, as all do that add to a key in baton_retry or take from it. No row: there is none, or it is not open.
create function baton_open_dead_letter(p_letter bigint) returns setof baton_dead_letter language plpgsql as $$
declare
    letter baton_dead_letter;
begin
    select * into letter from baton_dead_letter where id = p_letter and state = 'open' for update;
    if found then
        if letter.key is not null then
            perform pg_advisory_xact_lock(hashtextextended(letter.function || '/' || letter.key, 0));
        end if;
        return next letter;
    end if;
end $$;

-- Marks a letter and notes who did it.
create function baton_close_dead_letter(p_letter bigint, p_state text, p_operation text, p_by text, p_detail text)
returns void language plpgsql as $$
begin
    update baton_dead_letter set state = p_state where id = p_letter;
    insert into baton_dead_letter_audit (dead_letter, operation, performed_by, detail)
    values (p_letter, p_operation, p_by, p_detail);
end $$;

-- The event waits, untried: in the place of the held event of the letter, else behind what waits of its key.
create function baton_wait_again(letter baton_dead_letter, p_event_id text, p_attributes text, p_data bytea)
returns text language plpgsql as $$
begin
    update baton_retry
    set event_id = p_event_id, attributes = p_attributes, data = p_data, attempts = 0, held = false, due_at = now(),
        first_failed_at = null, last_failed_at = null, error_class = null, error_message = null
    where function = letter.function and source = letter.source and event_id = letter.event_id and held;
    if found then
        return 'in the place of the held event';
    end if;
    insert into baton_retry (function, key, source, event_id, attributes, data, origin, attempts, due_at)
    values (letter.function, letter.key, letter.source, p_event_id, p_attributes, p_data, letter.origin, 0,
            case when letter.key is null
                or not exists (select 1 from baton_retry r where r.function = letter.function and r.key = letter.key)
                then now() end)
    on conflict do nothing;
    return 'behind what waits of its key';
end $$;

-- The event goes to its function once more, and to this function alone.
create function baton_replay_dead_letter(p_letter bigint, p_by text, out changed boolean, out state text, out event_id text)
returns setof record language plpgsql as $$
#variable_conflict use_column
declare
    letter baton_dead_letter;
begin
    select * into letter from baton_open_dead_letter(p_letter);
    changed := found;
    if changed then
        delete from baton_inbox i where i.function = letter.function and i.source = letter.source and i.id = letter.event_id;
        perform baton_close_dead_letter(p_letter, 'replayed', 'replay', p_by,
            baton_wait_again(letter, letter.event_id, letter.attributes, letter.data));
    end if;
    return query select changed, l.state, l.event_id from baton_dead_letter l where l.id = p_letter;
end $$;

-- As replay, with other data (JSON): an event of its own, whose id follows from the letter and the data, and whose cause is the old one.
create function baton_edit_dead_letter(
    p_letter bigint, p_data bytea, p_by text, out changed boolean, out state text, out event_id text
) returns setof record language plpgsql as $$
#variable_conflict use_column
declare
    letter baton_dead_letter;
    new_id text;
begin
    select * into letter from baton_open_dead_letter(p_letter);
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
    return query select changed, l.state, coalesce(new_id, l.event_id) from baton_dead_letter l where l.id = p_letter;
end $$;

-- The event is given up for good: what waits behind it goes on, the record stays.
create function baton_discard_dead_letter(p_letter bigint, p_by text, out changed boolean, out state text, out event_id text)
returns setof record language plpgsql as $$
#variable_conflict use_column
declare
    letter baton_dead_letter;
begin
    select * into letter from baton_open_dead_letter(p_letter);
    changed := found;
    if changed then
        delete from baton_retry r where r.function = letter.function and r.source = letter.source
            and r.event_id = letter.event_id and r.held;
        update baton_retry set due_at = now()
        where id = (select min(r.id) from baton_retry r where r.function = letter.function and r.key = letter.key)
          and due_at is null and not held;
        perform baton_close_dead_letter(p_letter, 'discarded', 'discard', p_by, null);
    end if;
    return query select changed, l.state, l.event_id from baton_dead_letter l where l.id = p_letter;
end $$;
