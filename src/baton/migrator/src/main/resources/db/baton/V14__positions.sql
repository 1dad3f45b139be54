-- Relays skip the part of a slot in which no due event will appear any more. To know it, they rely on this: whoever draws a position has
-- the id of a transaction before. An identity column draws first, so the column gets a default. Processes of earlier versions use it, too.
lock table baton_outbox in access exclusive mode;

-- It must not cache values, which sessions would use later than they drew them.
create sequence baton_outbox_position cache 1;
select setval('baton_outbox_position', greatest(
    coalesce(pg_sequence_last_value(pg_get_serial_sequence('"${flyway:defaultSchema}".baton_outbox', 'position')::regclass), 0),
    coalesce((select max(position) from baton_outbox), 0)) + 1);
-- Whoever may add events may draw positions, for which an identity column needs no right of its own.
do $$
declare
    granted record;
begin
    for granted in
        select distinct case when grantee = 0 then 'public' else grantee::regrole::text end as grantee
        from pg_class c cross join aclexplode(c.relacl)
        where grantee <> c.relowner
          and (c.oid = 'baton_outbox'::regclass and privilege_type = 'INSERT'
            or c.oid = pg_get_serial_sequence('"${flyway:defaultSchema}".baton_outbox', 'position')::regclass
              and privilege_type in ('USAGE', 'UPDATE'))
    loop
        execute format('grant usage on sequence baton_outbox_position to %s', granted.grantee);
    end loop;
end $$;

alter table baton_outbox alter column position drop identity;
alter table baton_outbox alter column position
    set default case when pg_current_xact_id() is not null then nextval('baton_outbox_position') end;
alter sequence baton_outbox_position owned by baton_outbox.position;
