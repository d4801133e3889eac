-- The few questions across accounts. They run as palabre_door, whatever session asks.
set local role palabre_door;

create function door.login(wanted text)
returns table (user_id uuid, account_id uuid, password_hash text)
language sql stable security definer set search_path = public, pg_temp as $$
    select id, account_id, password_hash from users where email = wanted
$$;

create function door.token(wanted bytea, now timestamptz)
returns table (token_id uuid, kind text, user_id uuid, account_id uuid, role text, language text, extension_id uuid)
language sql security definer set search_path = public, pg_temp as $$
    -- the last use is noted once a minute, so that reading does not become writing
    with used as (
        update tokens set last_used_at = now
        where hash = wanted and coalesce(last_used_at < now - interval '1 minute', true)
    )
    select t.id, t.kind, u.id, u.account_id, u.role, u.language, u.extension_id
    from tokens t join users u on u.id = t.user_id
    where t.hash = wanted and (t.expires_at is null or t.expires_at > now)
$$;

create function door.operator(wanted bytea) returns table (token_id uuid, name text)
language sql stable security definer set search_path = public, pg_temp as $$
    select id, name from operator_tokens where hash = wanted
$$;

create function door.make_operator(called text, hashed bytea) returns uuid
language sql security definer set search_path = public, pg_temp as $$
    insert into operator_tokens (name, hash) values (called, hashed) returning id
$$;

create function door.accounts() returns table (id uuid, name text, domain text, language text)
language sql stable security definer set search_path = public, pg_temp as $$
    select id, name, domain, language from accounts order by domain
$$;

create function door.device(wanted text) returns table (account_id uuid, extension_id uuid, device_id uuid)
language sql stable security definer set search_path = public, pg_temp as $$
    select account_id, extension_id, id from devices where endpoint = wanted
$$;

revoke execute on all functions in schema door from public;
grant execute on all functions in schema door to palabre_app;

reset role;
