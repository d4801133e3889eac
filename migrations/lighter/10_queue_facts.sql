-- Figures of queues and of their robots: only facts that name a queue are in it, so that a call that meets none costs
-- nothing more. The queue itself is no column of it: row security lets no index be searched by what JSON holds.
create index facts_of_queues on facts (account_id, kind, at) where data->>'queue' is not null;
