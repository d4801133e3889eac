-- Calls to the outside: which number is shown, who may call where, what it costs, over which trunk.

-- How far calls may go that show a number, how it is chosen: `prefix*number`, for the region called, in turn with others.
alter table numbers
    add column prefix int check (prefix between 1 and 9999),
    add column permission text not null default 'international'
        check (permission in ('none', 'local', 'mobile', 'national', 'international')),
    add column by_region boolean not null default false,
    add column carousel boolean not null default false,
    add constraint numbers_prefix unique (account_id, prefix);

-- How a carrier wants numbers written, how many calls it takes at once; those in the same place with a weight share calls.
alter table trunks
    add column number_format text not null default 'plus'
        check (number_format in ('plus', 'digits', 'international', 'national')),
    add column dial_prefix text not null default '' check (dial_prefix ~ '^[0-9*]{0,10}$'),
    add column caller_format text not null default 'plus'
        check (caller_format in ('plus', 'digits', 'international', 'national')),
    add column weight int not null default 0 check (weight between 0 and 100),
    add column most_calls int check (most_calls between 1 and 10000);

-- Numbers of others that somebody has proved to be his own: they may be shown, nothing more.
create table verified_numbers (
    id uuid primary key default uuidv7(),
    account_id uuid not null references accounts,
    e164 text not null check (e164 ~ '^\+[0-9]{3,15}$'),
    name text not null,
    code_digest bytea,
    code_expires_at timestamptz,
    wrong_codes int not null default 0,
    codes_sent int not null default 0,
    verified_at timestamptz,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (account_id, id),
    constraint verified_numbers_e164 unique (account_id, e164)
);

-- Amounts of money are millionths of the account's currency. A limit of null: none.
create table outgoing_settings (
    account_id uuid primary key references accounts,
    currency text check (currency ~ '^[A-Z]{3}$'),  -- null: the country's
    trunk_choice text not null default 'ordered' check (trunk_choice in ('ordered', 'least_cost')),
    most_calls int check (most_calls between 1 and 10000),
    daily_limit bigint check (daily_limit >= 0),
    monthly_limit bigint check (monthly_limit >= 0),
    call_back_hours int not null default 0 check (call_back_hours between 0 and 72)
);

-- What an extension, the members of a group, or everybody in the account may do; null: as the next wider place says.
create table outgoing_rules (
    id uuid primary key default uuidv7(),
    account_id uuid not null references accounts,
    extension_id uuid,
    group_id uuid,
    number_id uuid,
    verified_number_id uuid,
    choice text check (choice in ('default', 'region', 'carousel')),
    permission text check (permission in ('none', 'local', 'mobile', 'national', 'international')),
    premium boolean,
    satellite boolean,
    withheld boolean,
    daily_limit bigint check (daily_limit >= 0),
    monthly_limit bigint check (monthly_limit >= 0),
    emergency_number_id uuid,
    location text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (account_id, id),
    constraint outgoing_rules_place unique nulls not distinct (account_id, extension_id, group_id),
    check (extension_id is null or group_id is null),
    check (number_id is null or verified_number_id is null),
    constraint outgoing_rules_extension foreign key (account_id, extension_id)
        references extensions (account_id, id) on delete cascade,
    constraint outgoing_rules_group foreign key (account_id, group_id)
        references extension_groups (account_id, id) on delete cascade,
    foreign key (account_id, number_id) references numbers (account_id, id),
    foreign key (account_id, verified_number_id) references verified_numbers (account_id, id),
    foreign key (account_id, emergency_number_id) references numbers (account_id, id)
);
create index on outgoing_rules (account_id, number_id);
create index on outgoing_rules (account_id, verified_number_id);
create index on outgoing_rules (account_id, emergency_number_id);

-- What calls to numbers with a prefix cost: the account (no trunk), or what the carrier of a trunk takes.
create table rates (
    id uuid primary key default uuidv7(),
    account_id uuid not null references accounts,
    trunk_id uuid,
    prefix text not null check (prefix ~ '^[0-9]{1,15}$'),
    name text not null,
    per_minute bigint not null check (per_minute >= 0),
    set_up bigint not null check (set_up >= 0),
    first_seconds int not null check (first_seconds between 1 and 3600),
    step_seconds int not null check (step_seconds between 1 and 3600),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (account_id, id),
    constraint rates_prefix unique nulls not distinct (account_id, trunk_id, prefix),
    foreign key (account_id, trunk_id) references trunks (account_id, id) on delete cascade
);

-- What calls have cost, by the fact that says so; `day` is the account's day on which the talk began.
create table charges (
    account_id uuid not null references accounts,
    call_id uuid not null,
    seq int not null,
    extension_id uuid,  -- without a foreign key: what was spent outlives the extension
    day date not null,
    at timestamptz not null,
    number text not null,
    destination text not null,
    trunk_id uuid,
    seconds int not null,
    amount bigint not null,
    currency text not null,
    written_at timestamptz not null default now(),
    primary key (account_id, call_id, seq)
);
create index on charges (account_id, day, extension_id);
create index on charges (written_at);

-- Who called somebody outside and did not reach him: his call back goes to that extension.
create table missed_outgoing (
    account_id uuid not null references accounts,
    number text not null,
    extension_id uuid not null,
    at timestamptz not null,
    primary key (account_id, number),
    foreign key (account_id, extension_id) references extensions (account_id, id) on delete cascade
);
create index on missed_outgoing (account_id, extension_id);

select secure_account_table(each::regclass, calls => 'read') from unnest(array[
    'verified_numbers', 'outgoing_settings', 'outgoing_rules', 'rates'
]) each;
select secure_account_table('charges', calls => 'write', app => 'read');
select secure_account_table('missed_outgoing', calls => 'write', app => 'read');
