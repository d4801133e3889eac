-- Wrong PINs that were tried: a restart must not make a guesser's pauses shorter. `extension_id` is the phone's that the
-- mailbox belongs to, the nil UUID for all other phones together.
create table mailbox_tries (
    account_id uuid not null references accounts,
    mailbox_id uuid not null,
    extension_id uuid not null,
    wrong int not null,
    last_at timestamptz not null,
    until_at timestamptz not null,
    primary key (mailbox_id, extension_id),
    foreign key (account_id, mailbox_id) references mailboxes (account_id, id) on delete cascade
);
create index on mailbox_tries (account_id);
select secure_account_table('mailbox_tries', calls => 'write');

-- What the owner of a mailbox has recorded for it; recorded again, it takes the place of what was there.
alter table greetings
    add made_for uuid,
    add slot text check (slot in ('busy', 'away', 'temporary')),
    add foreign key (account_id, made_for) references mailboxes (account_id, id) on delete set null (made_for);
create index on greetings (made_for) where made_for is not null;
grant update (language, source, text, voice, speed, file, seconds, quality, updated_at) on greetings to palabre_calls;
create policy calls_record on greetings for update to palabre_calls using (true) with check (true);
