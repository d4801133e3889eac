-- Picking up somebody's call is a code of its own: whoever has changed the one for both has changed this one too.
alter table feature_codes no force row level security;
insert into feature_codes (account_id, name, digits)
select account_id, 'pick_up_one', digits from feature_codes where name = 'pick_up';
alter table feature_codes force row level security;
