-- How a deadline came about: counted in working days from a day, or, without these, given as a date. Only what was counted follows the calendar.
alter table safecity.item
    add column deadline_from         date,
    add column deadline_working_days int check (deadline_working_days >= 1),
    add constraint item_deadline_counted check ((deadline_from is null) = (deadline_working_days is null));
alter table safecity.problem_list_row
    add column deadline_from         date,
    add column deadline_working_days int check (deadline_working_days >= 1),
    add constraint problem_list_row_deadline_counted check ((deadline_from is null) = (deadline_working_days is null));

-- Changes of the working calendar: what was shown before anybody confirmed it is what was done.
create table safecity.calendar_change (
    id          bigint generated always as identity primary key,
    year        int not null,
    kind        text not null check (kind in ('YEAR', 'RECOUNT')),
    state       text not null check (state in ('PROPOSED', 'APPLIED', 'ABANDONED')),
    days_before jsonb not null,
    days_after  jsonb not null,
    moves       jsonb not null,
    proposed_by text not null references safecity.account,
    proposed_at timestamptz not null,
    decided_by  text references safecity.account,
    decided_at  timestamptz,
    check ((state = 'PROPOSED') = (decided_by is null) and (decided_by is null) = (decided_at is null))
);
