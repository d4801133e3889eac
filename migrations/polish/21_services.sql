-- Short codes of a country's services (3949 in France): a permission and prices of their own.
alter table outgoing_rules add column services boolean;
alter table rates
    add column service boolean not null default false,
    drop constraint rates_prefix,
    add constraint rates_prefix unique nulls not distinct (account_id, trunk_id, service, prefix);
