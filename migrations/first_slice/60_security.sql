select secure_account_table('accounts', calls => 'read');
select secure_account_table('users');
select secure_account_table('tokens');
select secure_account_table(each::regclass, calls => 'read') from unnest(array[
    'short_numbers', 'numbers', 'extensions', 'devices', 'trunks', 'trunk_addresses', 'scenarios', 'scenario_versions',
    'greetings', 'schedules', 'mailboxes'
]) each;
select secure_account_table('messages', calls => 'write');
select secure_account_table(each::regclass, calls => 'write', app => 'read') from unnest(array[
    'facts', 'calls', 'live_calls', 'registrations'
]) each;

-- Operators' tokens carry no account: only the door's functions reach them.
alter table operator_tokens enable row level security, force row level security;
create policy door on operator_tokens to palabre_door using (true) with check (true);
grant select, insert, delete on operator_tokens to palabre_door;

create policy door on accounts for select to palabre_door using (true);
create policy door on users for select to palabre_door using (true);
create policy door on tokens to palabre_door using (true) with check (true);
create policy door on devices for select to palabre_door using (true);
create policy door on trunks for select to palabre_door using (true);
create policy door on short_numbers for select to palabre_door using (true);
create policy door on extensions for select to palabre_door using (true);
grant select on accounts, users, tokens, devices, trunks, extensions, short_numbers to palabre_door;
grant update (last_used_at), delete on tokens to palabre_door;
