-- The due events and the held keys of a function, the oldest first, so that looking for some of them reads none of other functions.
create index baton_retry_due_by_function on baton_retry (namespace, function, due_at) where due_at is not null;
drop index baton_retry_held;
create index baton_retry_held on baton_retry (namespace, function, parked_at) where held;
