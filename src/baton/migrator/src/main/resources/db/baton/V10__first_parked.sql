-- Finds the first events of keys by how long they have waited, and those that wait for a person.
drop index baton_retry_first;
create index baton_retry_first on baton_retry (namespace, function, parked_at) where due_at is not null or held;
create index baton_retry_held on baton_retry (namespace, function) where held;
