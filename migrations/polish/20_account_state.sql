-- Whether a company's service runs. Only whoever runs the installation changes that: not the company itself.
alter table accounts
    add column state text not null default 'active' check (state in ('active', 'suspended')),
    add column state_changed_at timestamptz;

revoke update on accounts from palabre_app;
grant update (name, domain, language, country, time_zone, updated_at) on accounts to palabre_app;

grant update (state, state_changed_at) on accounts to palabre_door;
create policy door_state on accounts for update to palabre_door using (true) with check (true);

set local role palabre_door;

-- An account by its domain or the first word of it; no row when there is none.
create function door.set_account_state(called text, wanted text, now timestamptz)
returns table (id uuid, name text)
language sql security definer set search_path = public, pg_temp as $$
    update accounts set state = wanted, state_changed_at = case state when wanted then state_changed_at else now end
    where called in (domain, split_part(domain, '.', 1))
    returning accounts.id, accounts.name
$$;

revoke execute on function door.set_account_state from public;
grant execute on function door.set_account_state to palabre_app;

reset role;
