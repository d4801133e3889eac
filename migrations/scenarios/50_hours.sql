-- `index`: what phones dial behind a feature code to close or open a schedule; null: no phone can.
alter table schedules
    add column index int check (index between 1 and 999),
    add column exceptions jsonb not null default '[]',
    add column holidays boolean not null default false,
    add column holiday_country text,
    add column holidays_off text[] not null default '{}',
    add constraint schedules_account_id_index_key unique (account_id, index);
update schedules set index = numbered.count from (
    select id, row_number() over (partition by account_id order by id) as count from schedules
) numbered where numbered.id = schedules.id and numbered.count < 1000;

-- Every order to open or close out of turn, and who gave it; the last one of a schedule is in force.
create table schedule_overrides (
    id uuid primary key default uuidv7(),
    account_id uuid not null references accounts,
    schedule_id uuid not null,
    state text not null check (state in ('open', 'closed', 'scheduled')),
    made_at timestamptz not null,
    until timestamptz,
    made_by text not null,
    user_id uuid,
    extension_id uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    foreign key (account_id, schedule_id) references schedules (account_id, id) on delete cascade,
    foreign key (account_id, user_id) references users (account_id, id) on delete set null (user_id),
    foreign key (account_id, extension_id) references extensions (account_id, id) on delete set null (extension_id)
);
create index on schedule_overrides (account_id, schedule_id, made_at);
select secure_account_table('schedule_overrides', calls => 'write');
