-- A phone that asks for the messages at its own address (RFC 3842): the switch finds that address in the phone's own list
-- only, under a name that nobody else's phone can guess.
set local role palabre_door;
create or replace view switch.ps_endpoints as
select
    d.endpoint as id, d.endpoint || ',lamp-' || d.id as aors, d.endpoint as auth, null::text as outbound_auth,
    'palabre' as context,
    'all' as disallow, case d.dtmf when 'inband' then 'alaw,ulaw' else 'g722,alaw,ulaw' end as allow,
    'no' as direct_media, 'yes' as rtp_symmetric,
    'yes' as force_rport, 'yes' as rewrite_contact, 'username' as identify_by,
    case d.dtmf when 'auto' then 'auto_info' else d.dtmf end as dtmf_mode,
    a.domain as from_domain, null::text as from_user,
    format('"%s" <%s>', translate(e.name, E'"\\<>', ''), coalesce(s.digits, d.username)) as callerid,
    'no' as trust_id_inbound, 'yes' as send_pai, 'no' as send_connected_line, d.endpoint as mailboxes,
    'yes' as mwi_subscribe_replaces_unsolicited
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
    'yes', 'yes', 'no', null, null
from trunks t
where t.enabled;

create or replace view switch.ps_aors as
select
    d.endpoint as id, '1' as max_contacts, 'yes' as remove_existing, '0' as qualify_frequency,
    '60' as minimum_expiration, '300' as default_expiration, '3600' as maximum_expiration, '' as contact,
    null::text as voicemail_extension, null::text as mailboxes
from devices d join extensions e on e.id = d.extension_id
where d.enabled and e.enabled
union all
select 'lamp-' || d.id, '0', 'yes', '0', '60', '300', '3600', '', d.username, d.endpoint
from devices d join extensions e on e.id = d.extension_id
where d.enabled and e.enabled;

reset role;
