-- 销号日期: what was closed in which days, for the list behind the trend.
create index item_closed on safecity.item (closed_at) where closed_at is not null;

-- 未读通知: the number beside the bell, on every page.
create index notice_unread on safecity.notice (recipient, created_at) where read_at is null and item_id is not null;

-- 大屏链接: an address under which a wall shows the board's figures, without a session. The secret in it is not kept.
create table safecity.display_link (
    id           bigint generated always as identity primary key,
    name         text not null check (name <> ''),
    list_id      bigint references safecity.problem_list,
    sha256       text not null unique,
    hint         text not null,
    created_by   text not null references safecity.account,
    created_at   timestamptz not null,
    expires_at   timestamptz not null,
    last_used_at timestamptz,
    revoked_by   text references safecity.account,
    revoked_at   timestamptz,
    check ((revoked_by is null) = (revoked_at is null)),
    check (expires_at > created_at)
);
