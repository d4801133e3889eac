-- Whether somebody in a call is offered another one, up to how many calls at once, and whether colleagues may
-- take a call that rings on his phones.
alter table extensions
    add column call_waiting boolean not null default true,
    add column calls_at_once integer not null default 2 check (calls_at_once > 0),
    add column may_be_picked_up boolean not null default true;
