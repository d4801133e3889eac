-- The log of calls. Written in batches at the pace of the calls, so without foreign keys.
create table facts (
    account_id uuid not null,
    call_id uuid not null,
    seq int not null,
    at timestamptz not null,
    kind text not null,
    data jsonb not null,
    primary key (account_id, call_id, seq, at)
) partition by range (at);

create table calls (
    account_id uuid not null,
    id uuid not null,
    started_at timestamptz not null,
    answered_at timestamptz,
    ended_at timestamptz not null,
    direction text not null check (direction in ('inbound', 'outbound', 'internal')),
    caller text not null,
    caller_name text,
    called text not null,
    outcome text not null,
    cause int,
    duration_ms int not null,
    talk_ms int not null,
    scenario_id uuid,
    scenario_version int,
    facts int not null,
    primary key (account_id, started_at, id)
) partition by range (started_at);
create index on calls using brin (started_at);
create index on calls (account_id, id);

create table facts_default partition of facts default;
create table calls_default partition of calls default;
alter table facts_default enable row level security, force row level security;
alter table calls_default enable row level security, force row level security;

create unlogged table live_calls (
    account_id uuid not null,
    call_id uuid primary key,
    state jsonb not null,
    updated_at timestamptz not null
);
create index on live_calls (account_id);

-- Make the partitions of this month and of `months` more, moving what already waits in the default ones.
-- Partitions get no policy and no grant: rows are reached through the parent and its row security only.
create function make_partitions(months int) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
    parent record;
    first timestamptz;
    last timestamptz;
    part text;
begin
    perform pg_advisory_xact_lock(7258112);
    for parent in select * from (values ('facts', 'at'), ('calls', 'started_at')) as the (name, stamp) loop
        for month in 0..months loop
            first := date_trunc('month', now() at time zone 'utc') at time zone 'utc' + make_interval(months => month);
            first := date_trunc('month', first at time zone 'utc') at time zone 'utc';
            last := (first at time zone 'utc' + interval '1 month') at time zone 'utc';
            part := parent.name || to_char(first at time zone 'utc', '_YYYY_MM');
            continue when to_regclass(part) is not null;
            execute format('create table %I (like %I including defaults including constraints)', part, parent.name);
            execute format('alter table %I no force row level security', parent.name || '_default');
            execute format(
                'with late as (delete from %I where %I >= %L and %I < %L returning *) insert into %I select * from late',
                parent.name || '_default', parent.stamp, first, parent.stamp, last, part);
            execute format('alter table %I force row level security', parent.name || '_default');
            execute format('alter table %I enable row level security, force row level security', part);
            execute format('alter table %I attach partition %I for values from (%L) to (%L)',
                parent.name, part, first, last);
        end loop;
    end loop;
end
$$;
revoke execute on function make_partitions from public;
grant execute on function make_partitions to palabre_calls;
select make_partitions(1);
