-- What an extension rings: its own phones, a number or SIP address outside, or a person's mobile with them.
alter table extensions
    add column kind text not null default 'internal' check (kind in ('internal', 'external', 'mobile')),
    add column outside text,
    add column rings text not null default 'together'
        check (rings in ('together', 'mobile', 'phones', 'phones_first', 'mobile_first')),
    add constraint outside_where_needed check ((kind = 'internal') = (outside is null));
