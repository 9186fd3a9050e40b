-- What each node started with last: a file that is another one now, or is gone, is told in the trail.
create table safecity.known_file (
    node       text not null,
    name       text not null,
    sha256     text not null,
    noticed_at timestamptz not null,
    primary key (node, name)
);

-- 接口: the last day for which the trail tells that a token was used.
alter table safecity.api_token add column told_on date;
