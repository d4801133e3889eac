-- The switch's realtime tables, as views over ours; the columns are named as Asterisk names them.
set local role palabre_door;

create view switch.ps_endpoints as
select
    d.endpoint as id, null::text as transport, d.endpoint as aors, d.endpoint as auth, null::text as outbound_auth,
    'palabre' as context, 'all' as disallow, 'g722,alaw,ulaw' as allow, 'no' as direct_media, 'yes' as rtp_symmetric,
    'yes' as force_rport, 'yes' as rewrite_contact, null::text as callerid, a.domain as from_domain,
    null::text as from_user, 'username' as identify_by, 'yes' as send_pai, 'no' as trust_id_inbound,
    'auto_info' as dtmf_mode
from devices d join extensions e on e.id = d.extension_id join accounts a on a.id = d.account_id
where d.enabled and e.enabled
union all
select
    t.endpoint, null, t.endpoint, null, case when t.username is not null then t.endpoint end,
    'palabre', 'all', 'alaw,ulaw', 'no', 'yes',
    'yes', 'yes', null, case when t.kind = 'registration' then t.host end,
    t.username, 'ip', 'yes', 'yes',
    'auto'
from trunks t
where t.enabled;

create view switch.ps_auths as
select d.endpoint as id, 'userpass' as auth_type, d.username, d.secret as password, 'palabre' as realm
from devices d join extensions e on e.id = d.extension_id
where d.enabled and e.enabled
union all
select t.endpoint, 'userpass', t.username, t.secret, ''
from trunks t
where t.enabled and t.username is not null;

create view switch.ps_aors as
select
    d.endpoint as id, '1' as max_contacts, 'yes' as remove_existing, '0' as qualify_frequency, null::text as contact
from devices d join extensions e on e.id = d.extension_id
where d.enabled and e.enabled
union all
select
    t.endpoint, '0', 'no', '0',
    format('sip:%s:%s%s', t.host, t.port, case t.transport when 'udp' then '' else ';transport=' || t.transport end)
from trunks t
where t.enabled;

create view switch.ps_endpoint_id_ips as
select t.endpoint || '-' || x.address::text as id, t.endpoint, host(x.address) as match
from trunk_addresses x join trunks t on t.id = x.trunk_id
where t.enabled;

grant select on all tables in schema switch to palabre_switch;

reset role;
