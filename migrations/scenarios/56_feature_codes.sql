-- The feature codes whose digits an account has chosen itself; null: it has switched the code off.
create table feature_codes (
    account_id uuid not null references accounts,
    name text not null,
    digits text check (digits ~ '^(0[1-9][0-9]{0,2}|\*[0-9]{1,3})$'),
    primary key (account_id, name)
);
select secure_account_table('feature_codes', calls => 'read');
