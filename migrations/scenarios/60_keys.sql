-- The choices that a caller made in menus, for the history to be searched by them.
alter table calls add column keys text[] not null default '{}';
