-- Baton's tables may be in any schema, whatever the search path of the session is. Statements name the schema; this does the same for the
-- functions in the database.

-- What tells the advisory locks of this schema from those of another schema of the database. 0: public, whose locks are those of older
-- versions.
do $$
begin
    execute format('create function baton_schema_number() returns integer language sql immutable parallel safe return %s',
        case when '${flyway:defaultSchema}' = 'public' then 0 else hashtext('${flyway:defaultSchema}') end);
end $$;

-- As before, with the names of the locks.
create or replace function baton_open_dead_letter(p_namespace text, p_letter bigint) returns setof baton_dead_letter language plpgsql as $$
declare
    letter baton_dead_letter;
begin
    select * into letter from baton_dead_letter
    where id = p_letter and (p_namespace is null or namespace = p_namespace) and state = 'open' for update;
    if found then
        if letter.key is not null then
            perform pg_advisory_xact_lock(
                hashtextextended(letter.namespace || '.' || letter.function || '/' || letter.key, baton_schema_number()));
        end if;
        return next letter;
    end if;
end $$;

-- As before, with the name of the schema. A setting of the function would keep its query from becoming a part of the caller's.
create or replace function baton_dead_letters(
    p_namespace text, p_function text, p_error text, p_from timestamptz, p_to timestamptz, p_state text, p_after bigint,
    p_limit integer
) returns setof baton_dead_letter language sql stable as $$
    select * from "${flyway:defaultSchema}".baton_dead_letter
    where id > coalesce(p_after, 0)
      and (p_namespace is null or namespace = p_namespace)
      and (p_function is null or function = p_function)
      and (p_error is null or error_class = p_error or right(error_class, length(p_error) + 1) in ('.' || p_error, '$' || p_error))
      and (p_from is null or last_failed_at >= p_from)
      and (p_to is null or last_failed_at < p_to)
      and (p_state is null or state = p_state)
    order by id limit p_limit
$$;

-- The other functions look for unqualified names in this schema only. The setting ends with the call.
do $$
declare
    operation regprocedure;
begin
    for operation in
        select p.oid from pg_proc p
        where p.pronamespace = '"${flyway:defaultSchema}"'::regnamespace
          and p.proname in ('baton_open_dead_letter', 'baton_close_dead_letter', 'baton_wait_again', 'baton_replay_dead_letter',
                            'baton_edit_dead_letter', 'baton_discard_dead_letter')
    loop
        execute format('alter function %s set search_path = %I, pg_temp', operation, '${flyway:defaultSchema}');
    end loop;
end $$;
