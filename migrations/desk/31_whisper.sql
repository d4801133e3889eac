-- Who may be in others' conversations: of one department, or (null) of everybody.
create table supervisors (
    account_id uuid not null references accounts,
    extension_id uuid primary key,
    group_id uuid,
    foreign key (account_id, extension_id) references extensions (account_id, id) on delete cascade,
    foreign key (account_id, group_id) references extension_groups (account_id, id) on delete cascade
);
create index on supervisors (account_id);
select secure_account_table('supervisors', calls => 'read');

create table whisper_settings (
    account_id uuid primary key references accounts,
    notice boolean not null,
    microphone boolean not null,
    follows text not null check (follows in ('agent', 'client'))
);
select secure_account_table('whisper_settings', calls => 'read');

-- Every use of it; nobody changes what is written here.
create table whisper_uses (
    id uuid primary key default uuidv7(),
    account_id uuid not null references accounts on delete cascade,
    call_id uuid not null,
    listened_id uuid not null,
    supervisor text not null,
    agent text not null,
    modes text[] not null,
    started_at timestamptz not null,
    ended_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (account_id, call_id)
);
select secure_account_table('whisper_uses', calls => 'write', app => 'read');
