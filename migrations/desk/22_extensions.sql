-- Departments: settings that several extensions share. An extension's own null means: as its group.
create table extension_groups (
    id uuid primary key default uuidv7(),
    account_id uuid not null references accounts,
    name text not null,
    may_be_picked_up boolean not null default true,
    outgoing_number_id uuid,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (account_id, id),
    foreign key (account_id, outgoing_number_id) references numbers (account_id, id)
);
select secure_account_table('extension_groups', calls => 'read');

alter table extensions
    -- his phones do not ring, and callers find him busy
    add column do_not_disturb boolean not null default false,
    add column group_id uuid,
    alter column may_be_picked_up drop not null,
    alter column may_be_picked_up drop default,
    add foreign key (account_id, group_id) references extension_groups (account_id, id)
        on delete set null (group_id);
create index on extensions (account_id, group_id);

-- Phones of one level ring together, those of the next one after them.
alter table devices
    add column level int not null default 1 check (level between 1 and 10),
    add column ring_seconds int check (ring_seconds between 1 and 120);

-- Who reaches an extension that does not want to be disturbed.
create table may_disturb (
    account_id uuid not null references accounts,
    extension_id uuid not null,
    allowed_id uuid not null,
    primary key (extension_id, allowed_id),
    foreign key (account_id, extension_id) references extensions (account_id, id) on delete cascade,
    foreign key (account_id, allowed_id) references extensions (account_id, id) on delete cascade
);
create index on may_disturb (account_id, extension_id);
create index on may_disturb (account_id, allowed_id);
select secure_account_table('may_disturb', calls => 'read');

-- Phones switch it on and off by a code.
create policy calls_disturb on extensions for update to palabre_calls using (true) with check (true);
grant update (do_not_disturb, updated_at) on extensions to palabre_calls;

-- Short numbers have up to six digits.
alter table short_numbers
    drop constraint short_numbers_digits_check,
    add constraint short_numbers_digits_check check (digits ~ '^[0-9]{1,6}$');

-- Old short numbers that tell callers the new one: in the plan they stand with the kind `moved`.
create table moved_numbers (
    id uuid primary key default uuidv7(),
    account_id uuid not null references accounts,
    digits text not null check (digits ~ '^[0-9]{1,6}$'),
    kind text not null,
    target_id uuid not null,
    name text not null,
    ends_at timestamptz not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (account_id, id),
    unique (account_id, digits)
);
create index on moved_numbers (account_id, kind, target_id);
select secure_account_table('moved_numbers', calls => 'write');
create policy calls_moved on short_numbers for delete to palabre_calls using (kind = 'moved');
grant delete on short_numbers to palabre_calls;

-- Who calls in from outside proves by it that he is the extension.
alter table extensions add column pin text check (pin ~ '^[0-9]{4,10}$');
