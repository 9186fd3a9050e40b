-- 挂牌督办: a major hazard that is listed. Its number is given when it is listed, without a gap.
create table safecity.listing (
    id             bigint generated always as identity primary key,
    item_id        bigint not null references safecity.item,
    number         text unique,
    state          text not null check (state in
        ('REPORTED', 'PROPOSED', 'LISTED', 'PLANNED', 'RECTIFYING', 'OVERDUE', 'ESCALATED', 'APPLIED', 'INSPECTING',
         'DELISTED', 'REOPENED', 'SHUTDOWN', 'TRANSFERRED', 'ORDINARY', 'REFUSED')),
    level          text not null check (level in ('DISTRICT', 'CITY')),
    opened_by      text not null references safecity.account,
    opened_at      timestamptz not null,
    changed_at     timestamptz not null,
    reason         text not null default '',
    measures       text[] not null default '{}',
    measured_on    date,
    measured_by    text not null default '',
    proposed_by    text references safecity.account,
    proposed_at    timestamptz,
    judgement      text check (judgement in ('MAJOR', 'ORDINARY', 'DOUBTFUL', 'NOT_OURS')),
    judged_by      text references safecity.account,
    judge_opinion  text not null default '',
    approval       text check (approval in ('APPROVED', 'RETURNED', 'REFUSED')),
    approved_by    text references safecity.account,
    approve_opinion text not null default '',
    deadline       date,
    item_deadline  date not null,
    shutdown_decided boolean not null default false,
    listed_at      timestamptz,
    delisted_at    timestamptz,
    closed_at      timestamptz,
    rebound_of     bigint references safecity.listing,
    constraint listing_measures_known check (measures <@ array['STOP_PRODUCTION', 'EVACUATE', 'STOP_USE', 'WARNING_SIGNS']),
    constraint listing_four_eyes check (approved_by is null or approved_by <> proposed_by),
    constraint listing_numbered check ((number is null) = (listed_at is null) and (number is null or deadline is not null))
);
create index listing_item on safecity.listing (item_id);
-- What stands keeps its item from being closed; an item has one such listing at most.
create unique index listing_standing on safecity.listing (item_id)
    where state not in ('DELISTED', 'REOPENED', 'SHUTDOWN', 'TRANSFERRED', 'ORDINARY', 'REFUSED');

-- The dated timetable: every limit of listing.dmn, copied when the listing was opened; dated once what it is counted from has happened.
create table safecity.listing_duty (
    listing_id  bigint not null references safecity.listing,
    duty        text not null,
    position    int not null,
    name        text not null,
    kind        text not null check (kind in ('DUTY', 'WINDOW')),
    counted_from text not null,
    days        int not null,
    working     boolean not null,
    source      text not null,
    base        date,
    due         date,
    provisional boolean not null default false,
    done_on     date,
    primary key (listing_id, duty),
    check ((base is null) = (due is null))
);
create index listing_duty_open on safecity.listing_duty (due) where done_on is null;

create table safecity.listing_consultation (
    listing_id bigint not null references safecity.listing,
    seq        int not null,
    major      boolean not null,
    opinion    text not null,
    given_by   text not null references safecity.account,
    given_at   timestamptz not null,
    primary key (listing_id, seq)
);

create table safecity.listing_plan (
    listing_id     bigint not null references safecity.listing,
    version        int not null,
    goal           text not null,
    responsibility text not null,
    measures       text not null,
    funds          text not null,
    finish_on      date not null,
    contingency    text not null,
    filed_by       text not null references safecity.account,
    filed_at       timestamptz not null,
    accepted       boolean,
    reasons        text,
    reviewed_by    text references safecity.account,
    reviewed_at    timestamptz,
    primary key (listing_id, version),
    constraint listing_plan_four_eyes check (reviewed_by is null or reviewed_by <> filed_by)
);

-- A period of the rhythm; without a person nobody reported.
create table safecity.listing_report (
    listing_id   bigint not null references safecity.listing,
    seq          int not null,
    due          date not null,
    progress     text,
    difficulties text,
    reported_by  text references safecity.account,
    reported_at  timestamptz not null,
    primary key (listing_id, seq),
    check ((progress is null) = (reported_by is null))
);

-- 验收: who submitted and who accepted are never the same people, nor of the same unit; the team is odd, three at least.
create table safecity.listing_acceptance (
    listing_id   bigint not null references safecity.listing,
    seq          int not null,
    report       text not null,
    self_check   text not null,
    self_checker text not null,
    submitted_by text not null references safecity.account,
    unit         text not null references safecity.unit,
    submitted_at timestamptz not null,
    inspectors   text[],
    inspect_on   date,
    formed_by    text references safecity.account,
    passed       boolean,
    concluded_on date,
    revoked      boolean not null default false,
    primary key (listing_id, seq),
    unique (listing_id, seq, submitted_by, unit),
    constraint listing_team_odd check (inspectors is null or cardinality(inspectors) >= 3 and cardinality(inspectors) % 2 = 1),
    constraint listing_team_apart check (inspectors is null or not (submitted_by = any (inspectors))),
    constraint listing_team_formed_apart check (formed_by is null or formed_by <> submitted_by)
);

create table safecity.listing_opinion (
    listing_id   bigint not null,
    seq          int not null,
    submitted_by text not null,
    responsible_unit text not null,
    inspector    text not null references safecity.account,
    unit         text not null references safecity.unit,
    passed       boolean not null,
    opinion      text not null,
    given_at     timestamptz not null,
    primary key (listing_id, seq, inspector),
    foreign key (listing_id, seq, submitted_by, responsible_unit)
        references safecity.listing_acceptance (listing_id, seq, submitted_by, unit),
    constraint listing_opinion_four_eyes check (inspector <> submitted_by and unit <> responsible_unit)
);

-- What was done and can be shown: filing, announcements, transfer, sanctions, interview, escalation, shutdown, archive.
create table safecity.listing_act (
    id          bigint generated always as identity primary key,
    listing_id  bigint not null references safecity.listing,
    act         text not null,
    done_on     date not null,
    place       text not null default '',
    document_no text not null default '',
    detail      text not null default '',
    done_by     text references safecity.account,
    recorded_at timestamptz not null
);
create index listing_act_listing on safecity.listing_act (listing_id);

-- 复核: whoever took part in a conclusion does not review it.
create table safecity.listing_objection (
    id           bigint generated always as identity primary key,
    listing_id   bigint not null,
    seq          int not null,
    grounds      text not null,
    raised_by    text not null references safecity.account,
    raised_at    timestamptz not null,
    due          date not null,
    concluded_by text[] not null,
    wrong        boolean,
    opinion      text,
    reviewed_by  text references safecity.account,
    reviewed_at  timestamptz,
    unique (listing_id, seq),
    foreign key (listing_id, seq) references safecity.listing_acceptance (listing_id, seq),
    constraint listing_objection_recusal check
        (reviewed_by is null or reviewed_by <> raised_by and not (reviewed_by = any (concluded_by)))
);

-- A hazard that came back: its item is open again, with the deadline of its new listing.
alter table safecity.deadline_change drop constraint deadline_change_cause_check;
alter table safecity.deadline_change add constraint deadline_change_cause_check
    check (cause in ('EXTENSION', 'PAUSE', 'RELISTING'));
