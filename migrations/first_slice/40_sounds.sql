create table greetings (
    id uuid primary key default uuidv7(),
    account_id uuid not null references accounts,
    name text not null,
    language text not null check (language in ('fr', 'en')),
    source text not null check (source in ('file', 'text')),
    text text,
    file text,
    seconds numeric,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (account_id, id)
);

create table schedules (
    id uuid primary key default uuidv7(),
    account_id uuid not null references accounts,
    name text not null,
    periods jsonb not null,
    starts_on date,
    ends_on date,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (account_id, id)
);

create table mailboxes (
    id uuid primary key default uuidv7(),
    account_id uuid not null references accounts,
    name text not null,
    language text check (language in ('fr', 'en')),
    greeting_id uuid,
    max_seconds int not null default 120 check (max_seconds between 3 and 120),
    max_messages int not null default 50 check (max_messages between 1 and 50),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (account_id, id),
    foreign key (account_id, greeting_id) references greetings (account_id, id)
);

create table messages (
    id uuid primary key default uuidv7(),
    account_id uuid not null references accounts,
    mailbox_id uuid not null,
    call_id uuid not null,
    caller text not null,
    received_at timestamptz not null,
    seconds numeric not null,
    file text not null,
    heard_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    foreign key (account_id, mailbox_id) references mailboxes (account_id, id) on delete cascade
);
create index on messages (account_id, mailbox_id, received_at);
