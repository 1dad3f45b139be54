-- Finds the dead letters that were closed long ago.
create index baton_dead_letter_audit_performed on baton_dead_letter_audit (performed_at);
