-- What a phone's REFER asks for is ours to do: said once for each identity, not by a line of dialplan in every call.
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
    'yes' as mwi_subscribe_replaces_unsolicited, 'PJSIP_TRANSFER_HANDLING()=ari-only' as set_var
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
    'yes', 'yes', 'no', null, null, 'PJSIP_TRANSFER_HANDLING()=ari-only'
from trunks t
where t.enabled;

reset role;
