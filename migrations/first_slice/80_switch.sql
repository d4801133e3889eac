-- The switch's realtime tables, as views over ours: the columns that palabre/phone/engine/columns.py lists.
set local role palabre_door;

create view switch.ps_endpoints as
select
    d.endpoint as id, d.endpoint as aors, d.endpoint as auth, null::text as outbound_auth, 'palabre' as context,
    'all' as disallow, 'g722,alaw,ulaw' as allow, 'no' as direct_media, 'yes' as rtp_symmetric,
    'yes' as force_rport, 'yes' as rewrite_contact, 'username' as identify_by, 'auto_info' as dtmf_mode,
    a.domain as from_domain, null::text as from_user,
    -- what could end the quoted name (RFC 3261, 25.1) is left out of it
    format('"%s" <%s>', translate(e.name, E'"\\<>', ''), coalesce(s.digits, d.username)) as callerid,
    'no' as trust_id_inbound, 'yes' as send_pai, 'no' as send_connected_line
from devices d
join extensions e on e.id = d.extension_id
join accounts a on a.id = d.account_id
left join short_numbers s on s.account_id = e.account_id and s.kind = 'extension' and s.target_id = e.id
where d.enabled and e.enabled
union all
select
    t.endpoint, null, null, case when t.secret is not null then t.endpoint end, 'palabre-trunk',
    'all', 'alaw,ulaw', 'no', 'yes',
    'yes', 'yes', 'ip', 'auto',
    t.host, t.username,
    null,
    'yes', 'yes', 'no'
from trunks t
where t.enabled;

create view switch.ps_auths as
select d.endpoint as id, 'userpass' as auth_type, d.username, d.secret as password, 'palabre' as realm
from devices d join extensions e on e.id = d.extension_id
where d.enabled and e.enabled
union all
select t.endpoint, 'userpass', coalesce(t.username, ''), t.secret, ''
from trunks t
where t.enabled and t.secret is not null;

create view switch.ps_aors as
select
    d.endpoint as id, '1' as max_contacts, 'yes' as remove_existing, '0' as qualify_frequency,
    '60' as minimum_expiration, '300' as default_expiration, '3600' as maximum_expiration, '' as contact
from devices d join extensions e on e.id = d.extension_id
where d.enabled and e.enabled;

grant select on all tables in schema switch to palabre_switch;

reset role;
