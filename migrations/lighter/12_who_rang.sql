-- Whom a call has rung, so that an employee's own history is found in the rows of calls and not in their facts.
alter table calls add column rang text[] not null default '{}';

alter table calls no force row level security;
alter table facts no force row level security;
update calls c set rang = dialled.rang
from (
    select account_id, call_id, array_agg(distinct data->>'to') as rang
    from facts where kind = 'dialled' group by account_id, call_id
) dialled
where c.account_id = dialled.account_id and c.id = dialled.call_id;
alter table calls force row level security;
alter table facts force row level security;
