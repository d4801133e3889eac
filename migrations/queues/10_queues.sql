-- Waiting lines. Seconds and counts have the limits of the API; null is "never" or "no limit".
create table queues (
    id uuid primary key default uuidv7(),
    account_id uuid not null references accounts,
    name text not null,
    strategy text not null,
    everybody boolean not null,
    ring_seconds int not null,
    pause_seconds int not null,
    wrap_up_seconds int not null,
    misses_before_pause int,
    busy_penalty_seconds int not null,
    relax_seconds int,
    familiar_hours int not null,
    familiar_seconds int not null,
    max_length int,
    leave_without_agents boolean not null,
    music_id uuid,
    announce_position boolean not null,
    announce_wait boolean not null,
    announce_seconds int not null,
    message_id uuid,
    message_seconds int not null,
    call_back_key text,
    service_seconds int not null,
    rating_id uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (account_id, id),
    foreign key (account_id, music_id) references greetings (account_id, id),
    foreign key (account_id, message_id) references greetings (account_id, id),
    foreign key (account_id, rating_id) references scenarios (account_id, id)
);

-- Who answers: a subscriber on his devices, an outside number, or both. A subscriber's agent has his extension's id.
create table agents (
    id uuid primary key default uuidv7(),
    account_id uuid not null references accounts,
    name text not null,
    extension_id uuid,
    outside_number text,
    press_to_accept boolean not null,
    skills jsonb not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (account_id, id),
    unique (account_id, extension_id),
    foreign key (account_id, extension_id) references extensions (account_id, id) on delete cascade
);

create table queue_members (
    account_id uuid not null references accounts,
    queue_id uuid not null,
    agent_id uuid not null,
    level int not null,
    position int not null,
    primary key (queue_id, agent_id),
    foreign key (account_id, queue_id) references queues (account_id, id) on delete cascade,
    foreign key (account_id, agent_id) references agents (account_id, id) on delete cascade
);
create index on queue_members (account_id, agent_id);

-- Kept by the call process from the facts: who is paused, who answered whom last, who is to be called back.
create table agent_states (
    account_id uuid not null references accounts on delete cascade,
    agent_id uuid not null,
    state text not null,
    reason text not null,
    since timestamptz not null,
    primary key (account_id, agent_id)
);

create table queue_familiar (
    account_id uuid not null references accounts on delete cascade,
    queue_id uuid not null,
    caller text not null,
    agent_id uuid not null,
    at timestamptz not null,
    primary key (account_id, queue_id, caller)
);
create index on queue_familiar (at);

create table queue_call_backs (
    account_id uuid not null references accounts on delete cascade,
    id uuid primary key,
    queue_id uuid not null,
    caller text not null,
    joined timestamptz not null,
    priority int not null,
    tries int not null
);
create index on queue_call_backs (account_id, queue_id);

select secure_account_table(each::regclass, calls => 'read') from unnest(array['queues', 'agents', 'queue_members']) each;
select secure_account_table(each::regclass, calls => 'write', app => 'read') from unnest(array[
    'agent_states', 'queue_familiar', 'queue_call_backs'
]) each;
