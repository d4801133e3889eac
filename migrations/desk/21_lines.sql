-- Whether somebody in a call is offered another one, up to how many calls at once, and whether colleagues may
-- take a call that rings on his phones.
alter table extensions
    add column call_waiting boolean not null default true,
    add column calls_at_once integer not null default 2 check (calls_at_once > 0),
    add column may_be_picked_up boolean not null default true;

-- What those on hold hear, and after how many seconds the holder's phone rings (null: never).
create table hold_settings (
    account_id uuid primary key references accounts,
    music_id uuid,
    reminder_seconds integer check (reminder_seconds between 10 and 3600),
    foreign key (account_id, music_id) references greetings (account_id, id)
);
select secure_account_table('hold_settings', calls => 'read');

-- Where calls are parked: the number that parks them, the slots from the next one to the last, and after how
-- many seconds who has parked a call is rung for it.
create table parking_settings (
    account_id uuid primary key references accounts,
    enabled boolean not null,
    park_number text not null check (park_number ~ '^[1-9][0-9]{0,4}$'),
    last_slot text not null check (last_slot ~ '^[1-9][0-9]{0,4}$'),
    recall_seconds integer not null check (recall_seconds between 10 and 3600)
);
select secure_account_table('parking_settings', calls => 'read');
