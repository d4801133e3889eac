create table accounts (
    id uuid primary key default uuidv7(),
    name text not null,
    domain text not null unique,
    language text not null default 'fr' check (language in ('fr', 'en')),
    country text not null default 'CI',
    time_zone text not null default 'Africa/Abidjan',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
);

create table users (
    id uuid primary key default uuidv7(),
    account_id uuid not null references accounts,
    email text not null unique,
    name text not null,
    password_hash text not null,
    role text not null check (role in ('owner', 'administrator', 'employee')),
    language text not null default 'fr' check (language in ('fr', 'en')),
    extension_id uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (account_id, id)
);

create table tokens (
    id uuid primary key default uuidv7(),
    account_id uuid not null references accounts,
    user_id uuid not null,
    kind text not null check (kind in ('session', 'api')),
    name text not null,
    hash bytea not null unique,
    expires_at timestamptz,
    last_used_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    foreign key (account_id, user_id) references users (account_id, id) on delete cascade
);
create index on tokens (account_id, user_id);

-- Of whoever runs the installation; belongs to no account, so no account's session may look at it.
create table operator_tokens (
    id uuid primary key default uuidv7(),
    name text not null,
    hash bytea not null unique,
    created_at timestamptz not null default now()
);
