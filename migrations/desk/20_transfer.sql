-- How an account transfers calls: whether codes pressed in a conversation count, and whom the target sees.
create table transfer_settings (
    account_id uuid primary key references accounts,
    by_keys boolean not null default true,
    shows_caller boolean not null default true
);
select secure_account_table('transfer_settings', calls => 'read');
