-- The list only grows, and is asked for again and again: a page of a queue's entries, those that are not over yet, and
-- every second whether a person has ordered something.
drop index robot_entries_account_id_queue_id_idx;
create index robot_entries_pages on robot_entries (account_id, queue_id, id);
create index robot_entries_open on robot_entries (account_id, queue_id, id)
    where state in ('waiting', 'calling', 'tried');
create index robot_entries_asked on robot_entries (id) where asked is not null;
