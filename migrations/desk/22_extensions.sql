-- Who does not want to be disturbed: his phones do not ring, and callers find him busy.
alter table extensions add column do_not_disturb boolean not null default false;
