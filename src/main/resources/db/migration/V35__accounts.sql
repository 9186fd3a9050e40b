-- Sign-in: wrong passwords in a row, what must be changed, the second factor.
alter table safecity.account
    add column failures            integer not null default 0 check (failures >= 0),
    add column locked_until        timestamptz,
    add column must_change         boolean not null default false,
    add column password_changed_at timestamptz not null default now(),
    add column second_factor       bytea,
    add column second_factor_step  bigint;

-- Until now nobody could change a password: those that exist are first passwords.
update safecity.account set must_change = not demonstration, password_changed_at = created_at;

-- Passwords that were replaced, as hashes: a new one must differ from the last of them.
create table safecity.past_password (
    id          bigint generated always as identity primary key,
    login       text not null references safecity.account,
    replaced_at timestamptz not null,
    hash        text not null
);
create index past_password_login on safecity.past_password (login, id);

-- Codes for who has lost the second factor; each is good once. Hashes of random codes.
create table safecity.recovery_code (
    login text not null references safecity.account,
    hash  text not null,
    primary key (login, hash)
);

-- Who is signed in, on whichever node. A row is ended by its person, by an administrator, or when its node notices that it is over.
create table safecity.session (
    id       uuid primary key,
    login    text not null references safecity.account,
    begun_at timestamptz not null,
    seen_at  timestamptz not null,
    address  text not null,
    agent    text not null,
    ended_at timestamptz
);
create index session_open on safecity.session (login) where ended_at is null;
create index session_seen on safecity.session (seen_at);

-- 代理: from the first to the last day, both included.
create table safecity.deputy (
    id          bigint generated always as identity primary key,
    represented text not null references safecity.account,
    deputy      text not null references safecity.account,
    from_day    date not null,
    to_day      date not null,
    named_by    text not null references safecity.account,
    named_at    timestamptz not null,
    ended_at    timestamptz,
    check (represented <> deputy),
    check (from_day <= to_day)
);
create index deputy_of on safecity.deputy (deputy) where ended_at is null;
create index deputy_for on safecity.deputy (represented) where ended_at is null;

-- 代办: a task that a deputy took over. closed_in is the transaction that closed it: what it writes still speaks of the deputy.
create table safecity.stand_in (
    task_id      text not null,
    business_key text not null,
    deputy_id    bigint not null references safecity.deputy,
    login        text not null references safecity.account,
    represented  text not null references safecity.account,
    taken_at     timestamptz not null,
    closed_in    xid8,
    primary key (task_id, taken_at)
);
create unique index stand_in_open on safecity.stand_in (task_id) where closed_in is null;
create index stand_in_case on safecity.stand_in (business_key, login);
create index stand_in_deputy on safecity.stand_in (deputy_id) where closed_in is null;
