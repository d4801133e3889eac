-- Greetings in depth: music, voices, dates, another recording per language; and the emergency banner.
-- `quality` is what was found when a recording was converted: lengths in seconds, levels in dBFS, shares from 0 to 1.
alter table greetings
    drop constraint greetings_source_check,
    add check (source in ('file', 'text', 'phone')),
    add kind text not null default 'greeting' check (kind in ('greeting', 'music')),
    add voice text,
    add speed numeric not null default 1 check (speed between 0.5 and 2),
    add quality jsonb,
    add interruptible boolean not null default true,
    add valid_from date,
    add valid_until date check (valid_until >= valid_from),
    add fallback_id uuid,
    add foreign key (account_id, fallback_id) references greetings (account_id, id),
    add check (fallback_id <> id);

-- What a greeting says to callers of another language than its own.
create table greeting_variants (
    id uuid primary key default uuidv7(),
    account_id uuid not null references accounts,
    greeting_id uuid not null,
    language text not null check (language in ('fr', 'en')),
    source text not null check (source in ('file', 'text', 'phone')),
    text text,
    voice text,
    speed numeric not null default 1 check (speed between 0.5 and 2),
    file text,
    seconds numeric,
    quality jsonb,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (account_id, id),
    unique (account_id, greeting_id, language),
    foreign key (account_id, greeting_id) references greetings (account_id, id) on delete cascade
);
select secure_account_table('greeting_variants', calls => 'read');

-- What all callers of a company hear first until it ends: one at a time.
create table banners (
    id uuid primary key default uuidv7(),
    account_id uuid not null unique references accounts,
    mode text not null check (mode in ('before', 'instead')),
    language text not null check (language in ('fr', 'en')),
    source text not null check (source = 'text'),
    text text,
    voice text,
    speed numeric not null default 1,
    file text,
    seconds numeric,
    quality jsonb,
    greeting_id uuid,
    set_by uuid,
    set_by_name text not null,
    ends_at timestamptz not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (account_id, id),
    foreign key (account_id, greeting_id) references greetings (account_id, id)
);
select secure_account_table('banners', calls => 'read');

-- Greetings recorded by phone come from the call process, which only ever adds them.
create policy recorded on greetings for insert to palabre_calls with check (source = 'phone');
grant insert on greetings to palabre_calls;
