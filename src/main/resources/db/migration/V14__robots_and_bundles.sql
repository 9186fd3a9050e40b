-- 合并邮件: several notices to one person that went together in one mail. Text and lead stand before the first attempt, so that every repeat is the same mail.
create table safecity.bundle (
    lead       bigint primary key references safecity.notice,
    recipient  text not null references safecity.account,
    subject    text not null,
    html       text not null,
    text       text not null,
    created_at timestamptz not null
);
create index bundle_recipient on safecity.bundle (recipient, created_at);
alter table safecity.notice add column bundle bigint references safecity.bundle;
create index notice_bundle on safecity.notice (bundle) where bundle is not null;
create index notice_sent on safecity.notice (recipient, sent_at) where sent_at is not null;

-- 群机器人: where notices go beside the mails. Address and secret are credentials and are never shown again.
create table safecity.robot (
    id           bigint generated always as identity primary key,
    name         text not null unique,
    kind         text not null check (kind in ('WECOM', 'DINGTALK', 'FEISHU')),
    url          text not null,
    secret       text,
    kinds        text[] not null,
    active       boolean not null default false,
    minute_began timestamptz,
    posts        int not null default 0,
    changed_by   text not null references safecity.account,
    changed_at   timestamptz not null
);

-- A notice goes to a person or to a robot.
alter table safecity.notice alter column recipient drop not null;
alter table safecity.notice add column robot bigint references safecity.robot;
alter table safecity.notice add check ((recipient is null) <> (robot is null));
alter table safecity.notice drop constraint notice_item_id_kind_day_recipient_about_key;
alter table safecity.notice add unique nulls not distinct (item_id, kind, day, recipient, about, robot);
create index notice_robot on safecity.notice (robot, next_try_at) where robot is not null and state = 'PENDING';
