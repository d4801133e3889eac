-- A scenario in an archive is kept, and led to by nothing; a locked one is changed by one person only.
alter table scenarios
    add archived_at timestamptz,
    add locked_by uuid,
    add locked_at timestamptz,
    add locked_until timestamptz,
    add history_entry int,
    add foreign key (account_id, locked_by) references users (account_id, id) on delete set null (locked_by);
alter table scenario_versions add note text;

-- What was drawn, draft after draft, for undo and redo.
create table scenario_history (
    account_id uuid not null references accounts,
    scenario_id uuid not null,
    entry int not null,
    document jsonb not null,
    saved_at timestamptz not null,
    saved_by uuid,
    primary key (scenario_id, entry),
    foreign key (account_id, scenario_id) references scenarios (account_id, id) on delete cascade,
    foreign key (account_id, saved_by) references users (account_id, id) on delete set null (saved_by)
);
create index on scenario_history (account_id, scenario_id);

create table scenario_templates (
    id uuid primary key default uuidv7(),
    account_id uuid not null references accounts,
    name text not null,
    description text,
    document jsonb not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (account_id, id)
);

-- Scripted calls that a scenario must pass before it is published.
create table scenario_tries (
    id uuid primary key default uuidv7(),
    account_id uuid not null references accounts,
    scenario_id uuid not null,
    name text not null,
    script jsonb not null,
    expects jsonb not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    foreign key (account_id, scenario_id) references scenarios (account_id, id) on delete cascade
);
create index on scenario_tries (account_id, scenario_id);

select secure_account_table(each::regclass) from unnest(array[
    'scenario_history', 'scenario_templates', 'scenario_tries'
]) each;
