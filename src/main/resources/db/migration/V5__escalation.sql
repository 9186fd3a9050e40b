-- The rung that an item's watch waits for; without a rung none is left for its deadline.
create table safecity.escalation (
    item_id    bigint primary key references safecity.item,
    deadline   date not null,
    rung       text,
    act        text,
    kind       text,
    recipients text,
    fires_at   timestamptz,
    changed_at timestamptz not null,
    check ((rung is null) = (fires_at is null) and (rung is null) = (act is null)
       and (rung is null) = (kind is null) and (rung is null) = (recipients is null))
);

-- Rungs that an item has behind it, for each deadline that it had: each is gone through once.
create table safecity.escalation_rung (
    item_id  bigint not null references safecity.item,
    deadline date not null,
    rung     text not null,
    outcome  text not null check (outcome in ('SENT', 'PASSED')),
    at       timestamptz not null,
    primary key (item_id, deadline, rung)
);
