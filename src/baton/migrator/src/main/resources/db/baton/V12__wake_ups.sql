-- Processes that rest because nothing happens are told of operations on dead letters, which make events due. As before, with the last
-- line. Operations are rare, so the notification may be part of their transaction. Every operation ends with this function.
create or replace function baton_close_dead_letter(p_letter bigint, p_state text, p_operation text, p_by text, p_detail text)
returns void language plpgsql set search_path = "${flyway:defaultSchema}", pg_temp as $$
begin
    update baton_dead_letter set state = p_state where id = p_letter;
    insert into baton_dead_letter_audit (dead_letter, operation, performed_by, detail)
    values (p_letter, p_operation, p_by, p_detail);
    perform pg_notify(left('baton/${flyway:defaultSchema}', 63), 'retries now');
end $$;
