-- Who is to be called back for a queue is forgotten with it.
delete from queue_call_backs c where not exists (
    select from queues q where q.account_id = c.account_id and q.id = c.queue_id);
alter table queue_call_backs
    add foreign key (account_id, queue_id) references queues (account_id, id) on delete cascade;

-- Who logs out of the portal gets no calls from queues; whether he gets them again as soon as he logs in.
alter table users add column returns_to_queues boolean not null default true;
