-- Whose a mailbox is (a person's, a department's, a public number's, or shared), how it greets, who may open it, where it writes to.
alter table mailboxes
    add extension_id uuid,
    add group_id uuid,
    add number_id uuid,
    add min_seconds int not null default 3 check (min_seconds between 1 and 10),
    add busy_greeting_id uuid,
    add temporary_greeting_id uuid,
    add temporary_until timestamptz,
    add pin_hash text,
    add ask_pin text not null default 'elsewhere' check (ask_pin in ('elsewhere', 'always')),
    add emails text[] not null default '{}' check (cardinality(emails) <= 10),
    add email_audio text not null default 'mp3' check (email_audio in ('mp3', 'wav', 'none')),
    add email_marks_heard boolean not null default false,
    add unique (account_id, extension_id),
    add unique (account_id, number_id),
    add foreign key (account_id, extension_id) references extensions (account_id, id) on delete set null (extension_id),
    add foreign key (account_id, group_id) references extension_groups (account_id, id) on delete set null (group_id),
    add foreign key (account_id, number_id) references numbers (account_id, id) on delete set null (number_id),
    add foreign key (account_id, busy_greeting_id) references greetings (account_id, id),
    add foreign key (account_id, temporary_greeting_id) references greetings (account_id, id);

-- Whose phones show a lamp for a mailbox besides its owner's, and open it without a PIN.
create table mailbox_members (
    account_id uuid not null references accounts,
    mailbox_id uuid not null,
    extension_id uuid not null,
    primary key (mailbox_id, extension_id),
    foreign key (account_id, mailbox_id) references mailboxes (account_id, id) on delete cascade,
    foreign key (account_id, extension_id) references extensions (account_id, id) on delete cascade
);
create index on mailbox_members (account_id);

-- What becomes of a message: `changed_at` says which of two changes is the later one; in a shared mailbox a message is
-- something to do, which somebody claims and somebody has done. `to_email`: it has not been looked at for that yet.
alter table messages
    add caller_name text not null default '',
    add urgent boolean not null default false,
    add tags text[] not null default '{}' check (cardinality(tags) <= 10),
    add changed_at timestamptz not null default now(),
    add forwarded_by text,
    add note text,
    add claimed_by uuid,
    add claimed_name text,
    add claimed_at timestamptz,
    add done_name text,
    add done_at timestamptz,
    add to_email boolean not null default true;
update messages set to_email = false;
create index on messages (to_email) where to_email;

-- E-mails on their way, one for each address. `kept`: no mail server is set. `attachment` is a file of the vault.
create table mails (
    id uuid primary key default uuidv7(),
    account_id uuid not null references accounts on delete cascade,
    about uuid,
    recipient text not null,
    subject text not null,
    text text not null,
    attachment text,
    attachment_name text,
    attachment_as text check (attachment_as in ('mp3', 'wav')),
    state text not null default 'waiting' check (state in ('waiting', 'kept', 'sent', 'failed')),
    due_at timestamptz not null,
    patience_until timestamptz not null,
    attempts int not null default 0,
    error text,
    sent_at timestamptz,
    settled boolean not null default false,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    unique (account_id, id)
);
create index on mails (due_at) where state in ('waiting', 'kept');
create index on mails (account_id, created_at);
create index on mails (about) where state = 'sent' and not settled;

select secure_account_table('mailbox_members', calls => 'read');
select secure_account_table('mails', calls => 'write');
grant update (busy_greeting_id, greeting_id, temporary_greeting_id, temporary_until, pin_hash, updated_at)
    on mailboxes to palabre_calls;
create policy calls_set on mailboxes for update to palabre_calls using (true) with check (true);

-- Each phone's lamp is a box of the switch's own, of the phone's name: whose messages it tells of is ours to say.
set local role palabre_door;
create or replace view switch.ps_endpoints as
select
    d.endpoint as id, d.endpoint as aors, d.endpoint as auth, null::text as outbound_auth, 'palabre' as context,
    'all' as disallow, case d.dtmf when 'inband' then 'alaw,ulaw' else 'g722,alaw,ulaw' end as allow,
    'no' as direct_media, 'yes' as rtp_symmetric,
    'yes' as force_rport, 'yes' as rewrite_contact, 'username' as identify_by,
    case d.dtmf when 'auto' then 'auto_info' else d.dtmf end as dtmf_mode,
    a.domain as from_domain, null::text as from_user,
    format('"%s" <%s>', translate(e.name, E'"\\<>', ''), coalesce(s.digits, d.username)) as callerid,
    'no' as trust_id_inbound, 'yes' as send_pai, 'no' as send_connected_line, d.endpoint as mailboxes
from devices d
join extensions e on e.id = d.extension_id
join accounts a on a.id = d.account_id
left join short_numbers s on s.account_id = e.account_id and s.kind = 'extension' and s.target_id = e.id
where d.enabled and e.enabled
union all
select
    t.endpoint, null, null, case when t.secret is not null then t.endpoint end, 'palabre-trunk',
    'all', 'alaw,ulaw', 'no', 'yes',
    'yes', 'yes', 'ip', t.dtmf,
    t.host, t.username,
    null,
    'yes', 'yes', 'no', null
from trunks t
where t.enabled;

reset role;
