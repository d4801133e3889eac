"""What the switch reads of devices and trunks: the columns of the views in the schema `switch`, all text.

`{endpoint}` is `username@domain` for a device and `trunk-<id>` for a trunk, `{id}` the device's; the other
names in braces are the account's and the trunk's own. A column that is not listed keeps the switch's own
default; None is SQL's null.
"""

from typing import Final

Columns = dict[str, str | None]

DEVICE_ENDPOINT: Final[Columns] = {
    "id": "{endpoint}",
    "aors": "{endpoint},lamp-{id}",
    "auth": "{endpoint}",
    "outbound_auth": None,
    "context": "palabre",
    "disallow": "all",
    "allow": "g722,alaw,ulaw",
    "direct_media": "no",
    "rtp_symmetric": "yes",
    "force_rport": "yes",
    "rewrite_contact": "yes",
    "identify_by": "username",
    "dtmf_mode": "auto_info",  # RFC 4733, else SIP INFO; both are heard from phones
    "from_domain": "{domain}",
    "from_user": None,
    "callerid": '"{name}" <{number}>',  # shown whatever the phone writes into From
    "trust_id_inbound": "no",
    "send_pai": "yes",
    "send_connected_line": "no",  # no UPDATE at each answer: half as many messages a call
    "mailboxes": "{endpoint}",  # each phone has a lamp of its own: whose messages it tells of is ours to say
    "mwi_subscribe_replaces_unsolicited": "yes",  # a phone that asks is told in its own dialogue instead
    "set_var": "PJSIP_TRANSFER_HANDLING()=ari-only",  # what a REFER asks for is ours to do, not the switch's
}

TRUNK_ENDPOINT: Final[Columns] = DEVICE_ENDPOINT | {
    "context": "palabre-trunk",
    "aors": None,  # dialled as PJSIP/trunk-<id>/sip:<number>@<host>
    "auth": None,
    "outbound_auth": "{endpoint}",
    "allow": "alaw,ulaw",
    "identify_by": "ip",  # the pushed identify, and the line token of a pushed registration
    "dtmf_mode": "auto",  # RFC 4733, else tones in the sound
    "from_domain": "{host}",
    "from_user": "{username}",  # null for a carrier that wants the caller's number in From
    "callerid": None,
    "trust_id_inbound": "yes",
    "mailboxes": None,
    "mwi_subscribe_replaces_unsolicited": None,
}

DEVICE_AUTH: Final[Columns] = {
    "id": "{endpoint}",
    "auth_type": "userpass",
    "username": "{username}",
    "password": "{secret}",
    "realm": "palabre",  # the one realm of every challenge
}

TRUNK_AUTH: Final[Columns] = DEVICE_AUTH | {"realm": ""}  # the carrier chooses its realm

DEVICE_AOR: Final[Columns] = {
    "id": "{endpoint}",
    "max_contacts": "1",
    "remove_existing": "yes",  # one phone per login: the last that registers wins
    "qualify_frequency": "0",  # others cost a walk over all endpoints at each registration
    "minimum_expiration": "60",
    "default_expiration": "300",
    "maximum_expiration": "3600",
    "contact": "",  # asked for by name at start
    "voicemail_extension": None,
    "mailboxes": None,
}

LAMP_AOR: Final[Columns] = DEVICE_AOR | {
    "id": "lamp-{id}",  # where messages are asked for: no other phone can name it
    "max_contacts": "0",
    "voicemail_extension": "{username}",  # SUBSCRIBE names this in the phone's own list (RFC 3842)
    "mailboxes": "{endpoint}",
}

VIEWS: Final = {
    "ps_endpoints": (DEVICE_ENDPOINT, TRUNK_ENDPOINT),
    "ps_auths": (DEVICE_AUTH, TRUNK_AUTH),
    "ps_aors": (DEVICE_AOR, LAMP_AOR),
}
