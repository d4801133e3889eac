-- Lists of callers, the rules that apply them, and who rang an extension last.
create table caller_lists (
    id uuid primary key default uuidv7(),
    account_id uuid not null references accounts,
    name text not null,
    type text not null check (type in ('black', 'white')),
    -- what “block this caller” fills: the account's one, or an extension's
    own boolean not null default false,
    extension_id uuid,
    -- counts the changes of its entries, so that calls read them again only then
    revision bigint not null default 1,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (account_id, id),
    foreign key (account_id, extension_id) references extensions (account_id, id) on delete cascade,
    check (own or extension_id is null)
);
create unique index caller_lists_own on caller_lists (account_id, extension_id) nulls not distinct where own;
create index on caller_lists (account_id, extension_id);

-- There may be a million of them in a list, read in from a file: so there is no index and no check too many.
-- Who added an entry is told even when he has left the company.
create table caller_list_entries (
    id uuid not null default uuidv7(),
    account_id uuid not null,
    list_id uuid not null,
    kind text not null check (kind in (
        'number', 'range', 'prefix', 'mask', 'country', 'region', 'type', 'operator', 'anonymous')),
    value text not null,
    number bigint check ((kind = 'number') = (number is not null)),
    expires_at timestamptz,
    comment text,
    author text not null check (author in ('user', 'import', 'code')),
    author_id uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (list_id, id),
    constraint caller_list_entries_value unique (list_id, value),
    foreign key (account_id, list_id) references caller_lists (account_id, id) on delete cascade
);
create index on caller_list_entries (list_id) where kind <> 'number';

create table caller_list_rules (
    id uuid primary key default uuidv7(),
    account_id uuid not null references accounts,
    list_id uuid not null,
    direction text not null default 'inbound' check (direction in ('inbound', 'outbound')),
    level text not null check (level in ('account', 'number', 'extension')),
    number_id uuid,
    extension_id uuid,
    only_these boolean not null default false,
    action text not null check (action in ('reject', 'busy', 'message', 'mailbox', 'scenario')),
    cause text not null default 'rejected' check (cause in ('rejected', 'unassigned', 'unavailable', 'congestion')),
    text text,
    greeting_id uuid,
    mailbox_id uuid,
    scenario_id uuid,
    enabled boolean not null default true,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (account_id, id),
    foreign key (account_id, list_id) references caller_lists (account_id, id) on delete cascade,
    foreign key (account_id, number_id) references numbers (account_id, id) on delete cascade,
    foreign key (account_id, extension_id) references extensions (account_id, id) on delete cascade,
    foreign key (account_id, greeting_id) references greetings (account_id, id),
    foreign key (account_id, mailbox_id) references mailboxes (account_id, id),
    foreign key (account_id, scenario_id) references scenarios (account_id, id),
    check ((level = 'number') = (number_id is not null)),
    check ((level = 'extension') = (extension_id is not null))
);
create index on caller_list_rules (account_id, list_id);

create table caller_list_imports (
    id uuid primary key default uuidv7(),
    account_id uuid not null,
    list_id uuid not null,
    dry_run boolean not null,
    state text not null check (state in ('running', 'done', 'failed')),
    total_lines int not null default 0,
    lines int not null default 0,
    added int not null default 0,
    duplicates int not null default 0,
    invalid int not null default 0,
    problems jsonb not null default '[]',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    foreign key (account_id, list_id) references caller_lists (account_id, id) on delete cascade
);
create index on caller_list_imports (account_id, list_id);

create table last_callers (
    account_id uuid not null,
    extension_id uuid not null,
    number text not null,
    at timestamptz not null,
    primary key (account_id, extension_id),
    foreign key (account_id, extension_id) references extensions (account_id, id) on delete cascade
);

-- The list that “block this caller” fills, for the account or for one extension; made with its rule where it is missing.
create function own_block_list(account uuid, extension uuid) returns uuid language plpgsql as $$
declare
    found uuid;
    called text := (select case language when 'en' then 'Blocked numbers' else 'Numéros bloqués' end
        from accounts where id = account)
        || coalesce((select ' – ' || name from extensions where account_id = account and id = extension), '');
begin
    insert into caller_lists (account_id, name, type, own, extension_id)
        values (account, called, 'black', true, extension) on conflict do nothing;
    select id into found from caller_lists
        where account_id = account and own and extension_id is not distinct from extension;
    insert into caller_list_rules (account_id, list_id, level, extension_id, action)
        select account, found, case when extension is null then 'account' else 'extension' end, extension, 'reject'
        where not exists (select from caller_list_rules where account_id = account and list_id = found);
    return found;
end
$$;
revoke execute on function own_block_list from public;
grant execute on function own_block_list to palabre_app, palabre_calls;

select secure_account_table(each::regclass, calls => 'write') from unnest(array[
    'caller_lists', 'caller_list_entries', 'caller_list_rules', 'last_callers'
]) each;
select secure_account_table('caller_list_imports');
