-- A company with one trunk, known by its address, and phones behind numbers of the same last digits.
insert into accounts (id, name, domain) values ('$account', 'Bench', 'bench.test');
insert into extensions (id, account_id, name, calls_at_once)
select ('00000000-0000-0000-0000-000000000' || each)::uuid, '$account', 'Bench ' || each, 100000
from unnest(array[101, 102, 103, 104, 105]) each;
insert into short_numbers (account_id, digits, kind, target_id)
select account_id, right(name, 3), 'extension', id from extensions;
insert into devices (account_id, extension_id, name, username, endpoint, secret)
select account_id, id, 'phone', right(name, 3), right(name, 3) || '@bench.test', 'secret' from extensions;
insert into mailboxes (id, account_id, name, language)
values ('00000000-0000-0000-0000-000000000200', '$account', 'Bench', 'en');

-- Each number leads to a scenario: ring the extension; busy stays busy, silence leads to the mailbox.
insert into scenarios (account_id, name, draft, published_version)
select account_id, name, jsonb_build_object('start', 'ring', 'steps', jsonb_build_object(
    'ring', jsonb_build_object('type', 'dial_extension',
        'fields', jsonb_build_object('extension', id, 'seconds', 3),
        'exits', jsonb_build_object('busy', 'busy', 'no_answer', 'mailbox')),
    'busy', jsonb_build_object('type', 'hang_up', 'fields', jsonb_build_object('cause', 'busy')),
    'mailbox', jsonb_build_object('type', 'voicemail',
        'fields', jsonb_build_object('mailbox', '00000000-0000-0000-0000-000000000200')))), 1
from extensions;
insert into scenarios (account_id, name, draft, published_version)
values ('$account', 'Menu 300', jsonb_build_object('start', 'menu', 'steps', jsonb_build_object(
    'menu', jsonb_build_object('type', 'menu',
        'fields', '{"prompt": {"text": "Bench. Press one, or wait for a while and listen."}, "keys": ["1"]}'::jsonb,
        'exits', jsonb_build_object('1', 'ring')),
    'ring', jsonb_build_object('type', 'dial_extension',
        'fields', jsonb_build_object('extension', '00000000-0000-0000-0000-000000000101')))), 1);
insert into scenarios (account_id, name, draft, published_version)
select '$account', 'Menus 400', jsonb_build_object('start', 'one', 'steps', jsonb_build_object(
    'one', jsonb_build_object('type', 'menu', 'fields', fields, 'exits', '{"1": "two"}'::jsonb),
    'two', jsonb_build_object('type', 'menu', 'fields', fields, 'exits', '{"1": "one"}'::jsonb))), 1
from (select '{"prompt": {"text": "Bench. Press one."}, "keys": ["1"], "seconds": 30}'::jsonb as fields) as menu;

-- A queue whose agents sit behind the carrier: their phones ring over the trunk.
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
values ('$account', 'Queue 600', jsonb_build_object('start', 'wait', 'steps', jsonb_build_object(
    'wait', jsonb_build_object('type', 'queue',
        'fields', jsonb_build_object('queue', '00000000-0000-0000-0000-000000000600'),
        'exits', jsonb_build_object('full', 'end', 'no_agent', 'end')),
    'end', jsonb_build_object('type', 'hang_up', 'fields', '{}'::jsonb))), 1);

insert into scenario_versions (account_id, scenario_id, version, document)
select account_id, id, 1, draft from scenarios;
insert into numbers (account_id, e164, name, scenario_id)
select account_id, '+2252720000' || right(name, 3), name, id from scenarios;
insert into trunks (account_id, name, kind, host, port, addresses, endpoint)
values ('$account', 'Carrier', 'address', '127.0.0.2', $carrier_port, array['127.0.0.2'], 'trunk-bench');
