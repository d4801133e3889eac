-- One plan for all kinds of things that have a short number.
create table short_numbers (
    account_id uuid not null references accounts,
    digits text not null check (digits ~ '^[0-9]{1,5}$'),
    kind text not null,
    target_id uuid not null,
    primary key (account_id, digits),
    unique (account_id, kind, target_id)
);

create table scenarios (
    id uuid primary key default uuidv7(),
    account_id uuid not null references accounts,
    name text not null,
    draft jsonb not null,
    published_version int,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (account_id, id)
);

create table scenario_versions (
    account_id uuid not null references accounts,
    scenario_id uuid not null,
    version int not null,
    document jsonb not null,
    published_at timestamptz not null default now(),
    published_by uuid,
    primary key (scenario_id, version),
    foreign key (account_id, scenario_id) references scenarios (account_id, id) on delete cascade,
    foreign key (account_id, published_by) references users (account_id, id) on delete set null (published_by)
);
create index on scenario_versions (account_id, scenario_id);

create table numbers (
    id uuid primary key default uuidv7(),
    account_id uuid not null references accounts,
    e164 text not null unique check (e164 ~ '^\+[0-9]{3,15}$'),
    name text not null,
    scenario_id uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (account_id, id),
    foreign key (account_id, scenario_id) references scenarios (account_id, id)
);

create table extensions (
    id uuid primary key default uuidv7(),
    account_id uuid not null references accounts,
    name text not null,
    ring_seconds int not null default 30 check (ring_seconds between 5 and 120),
    language text check (language in ('fr', 'en')),
    outgoing_number_id uuid,
    enabled boolean not null default true,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (account_id, id),
    foreign key (account_id, outgoing_number_id) references numbers (account_id, id)
);
alter table users add foreign key (account_id, extension_id) references extensions (account_id, id)
    on delete set null (extension_id);

create table devices (
    id uuid primary key default uuidv7(),
    account_id uuid not null references accounts,
    extension_id uuid not null,
    name text not null,
    username text not null,
    endpoint text not null unique,
    secret text not null,
    enabled boolean not null default true,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    foreign key (account_id, extension_id) references extensions (account_id, id) on delete cascade
);
create index on devices (account_id, extension_id);

create table trunks (
    id uuid primary key default uuidv7(),
    account_id uuid not null references accounts,
    name text not null,
    kind text not null check (kind in ('registration', 'address')),
    host text not null,
    port int not null default 5060 check (port between 1 and 65535),
    transport text not null default 'udp' check (transport in ('udp', 'tcp', 'tls')),
    username text,
    secret text,
    addresses text[] not null default '{}',
    position int not null default 0,
    timeout_seconds int not null default 8 check (timeout_seconds between 1 and 60),
    enabled boolean not null default true,
    endpoint text not null unique,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (account_id, id)
);

-- The trunks' addresses one by one: a call from an address can mean one trunk of the installation only.
create table trunk_addresses (
    address inet primary key,
    account_id uuid not null references accounts,
    trunk_id uuid not null,
    foreign key (account_id, trunk_id) references trunks (account_id, id) on delete cascade
);
create index on trunk_addresses (account_id, trunk_id);

create function list_trunk_addresses() returns trigger language plpgsql as $$
begin
    delete from trunk_addresses where trunk_id = new.id and account_id = new.account_id;
    insert into trunk_addresses select distinct each::inet, new.account_id, new.id from unnest(new.addresses) each;
    return new;
end
$$;
create trigger list_addresses after insert or update of addresses on trunks
    for each row execute function list_trunk_addresses();

create unlogged table registrations (
    account_id uuid not null references accounts on delete cascade,
    device_id uuid primary key,
    address text not null,
    user_agent text,
    since timestamptz not null
);
create index on registrations (account_id);
