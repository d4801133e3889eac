-- Who works in the database. Roles are shared by all databases of a server, so they may exist already.
do $$
declare
    wanted text;
begin
    foreach wanted in array array['palabre_app', 'palabre_calls', 'palabre_switch', 'palabre_door'] loop
        if not exists (select from pg_roles where rolname = wanted) then
            execute format('create role %I %s', wanted, case wanted when 'palabre_door' then 'nologin' else 'login' end);
        end if;
        if not (select rolsuper from pg_roles where rolname = current_user) then
            execute format('grant %I to current_user with inherit false, set true', wanted);
        end if;
    end loop;
end
$$;

create schema switch;  -- what the telephone switch reads
create schema door;    -- what may be asked before it is known which account asks
grant usage on schema public to palabre_app, palabre_calls, palabre_door;
grant usage on schema door to palabre_app;
grant usage, create on schema door, switch to palabre_door;
grant usage on schema switch to palabre_switch;

-- for the whole server, since a setting of one database is lost when that database is copied
do $$
begin
    if not exists (select from pg_roles where rolname = 'palabre_switch' and 'search_path=switch' = any(rolconfig)) then
        alter role palabre_switch set search_path = switch;
    end if;
end
$$;

-- Closes a table to all accounts but the session's own. `calls` is what the call process may do, for all accounts at
-- once: 'nothing', 'read' or 'write'. `app` is what a session of an account may do: 'read' or 'write'.
create function secure_account_table(target regclass, calls text default 'nothing', app text default 'write')
returns void language plpgsql as $$
declare
    owner_column text := case when target::text = 'accounts' then 'id' else 'account_id' end;
begin
    execute format('alter table %s enable row level security, force row level security', target);
    execute format(
        'create policy account on %s to palabre_app using (%I = nullif(current_setting(''app.account'', true), '''')::uuid)',
        target, owner_column);
    execute format('grant %s on %s to palabre_app',
        case app when 'write' then 'select, insert, update, delete' else 'select' end, target);
    if calls = 'read' then
        execute format('create policy calls on %s for select to palabre_calls using (true)', target);
        execute format('grant select on %s to palabre_calls', target);
    elsif calls = 'write' then
        execute format('create policy calls on %s to palabre_calls using (true) with check (true)', target);
        execute format('grant select, insert, update, delete on %s to palabre_calls', target);
    end if;
end
$$;
revoke execute on function secure_account_table from public;
