-- A company whose agents sit behind the carrier: their phones ring over the trunk, and everybody who calls waits.
insert into accounts (id, name, domain) values ('$account', 'Bench', 'bench.test');
insert into queues (id, account_id, name, strategy, everybody, ring_seconds, pause_seconds, wrap_up_seconds,
    busy_penalty_seconds, familiar_hours, familiar_seconds, leave_without_agents, announce_position, announce_wait,
    announce_seconds, message_seconds, service_seconds)
values ('00000000-0000-0000-0000-000000000600', '$account', 'Bench', 'longest_idle', false, 20, 5, 0,
    15, 0, 15, true, false, false, 60, 60, 20);
insert into agents (account_id, name, outside_number, press_to_accept, skills)
select '$account', 'Agent ' || each, '+22507000000' || to_char(each, 'fm00'), false, '{}'
from generate_series(1, 50) each;
insert into queue_members (account_id, queue_id, agent_id, level, position)
select account_id, '00000000-0000-0000-0000-000000000600', id, 0, 0 from agents;
insert into scenarios (account_id, name, draft, published_version)
values ('$account', 'Queue', jsonb_build_object('start', 'wait', 'steps', jsonb_build_object(
    'wait', jsonb_build_object('type', 'queue',
        'fields', jsonb_build_object('queue', '00000000-0000-0000-0000-000000000600'),
        'exits', jsonb_build_object('full', 'end', 'no_agent', 'end')),
    'end', jsonb_build_object('type', 'hang_up', 'fields', '{}'::jsonb))), 1);
insert into scenario_versions (account_id, scenario_id, version, document)
select account_id, id, 1, draft from scenarios;
insert into numbers (account_id, e164, name, scenario_id)
select account_id, '+2252720000101', name, id from scenarios;
insert into trunks (account_id, name, kind, host, port, addresses, endpoint)
values ('$account', 'Carrier', 'address', '127.0.0.2', $carrier_port, array['127.0.0.2'], 'trunk-bench');
