-- How the lost callers of a watched queue are called back; a queue without a row has no robot.
create table robots (
    id uuid primary key default uuidv7(),
    account_id uuid not null references accounts,
    queue_id uuid not null unique,
    calling_queue_id uuid not null,
    enabled boolean not null,
    ignore_seconds int not null,
    interval_seconds int not null check (interval_seconds >= 60),
    attempts int not null,
    busy_seconds int not null,
    no_answer_seconds int not null,
    failed_seconds int not null,
    schedule_id uuid,
    client_first boolean not null,
    notice_text text,
    notice_id uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (account_id, id),
    foreign key (account_id, queue_id) references queues (account_id, id) on delete cascade,
    foreign key (account_id, calling_queue_id) references queues (account_id, id) on delete cascade,
    foreign key (account_id, schedule_id) references schedules (account_id, id),
    foreign key (account_id, notice_id) references greetings (account_id, id)
);

-- Who is to be called back, and who was. `claim` is the right to one attempt: it is written before any phone rings, and
-- the calls use it once. `asked` is what a person has ordered and the log does not hold yet.
create table robot_entries (
    id uuid primary key default uuidv7(),
    account_id uuid not null references accounts on delete cascade,
    queue_id uuid not null,
    number text not null,
    called text not null,
    state text not null check (state in ('waiting', 'calling', 'tried', 'recovered', 'cancelled', 'given_up', 'removed')),
    why text not null default '',
    missed_at timestamptz not null,
    misses int not null default 1,
    due_at timestamptz not null,
    at_once boolean not null default false,
    attempts int not null default 0,
    claim uuid unique,
    claimed_at timestamptz,
    client_call uuid,
    closed_at timestamptz,
    asked text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (account_id, id),
    foreign key (account_id, queue_id) references queues (account_id, id) on delete cascade
);
create unique index robot_entries_number on robot_entries (account_id, number)
    where state in ('waiting', 'calling', 'tried');
create index on robot_entries (account_id, queue_id);

-- The log of an entry stands among the facts, under the entry's id.
create function robot_note(entry robot_entries, noted timestamptz, what text, more jsonb) returns void language sql as $$
    insert into facts (account_id, call_id, seq, at, kind, data)
    select entry.account_id, entry.id, 1 + coalesce(max(f.seq), 0), noted, what,
        jsonb_build_object('queue', entry.queue_id, 'number', entry.number) || more
    from facts f where f.account_id = entry.account_id and f.call_id = entry.id
$$;

select secure_account_table('robots', calls => 'read');
select secure_account_table('robot_entries', calls => 'write');
