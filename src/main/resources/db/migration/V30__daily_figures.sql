-- 每日数据: what each unit's figures were at the end of a day, in Asia/Shanghai. Written once, so that a number shown then can be shown again.
create table safecity.daily_figure (
    day         date not null,
    unit        text not null references safecity.unit,
    total       int not null,
    open        int not null,
    overdue     int not null,
    closed      int not null,
    by_original int not null,
    by_approved int not null,
    registered  int not null,
    closed_that_day int not null,
    -- Taken later than the night after: counted from the items as they stood when it was taken.
    restored    boolean not null,
    taken_at    timestamptz not null,
    primary key (day, unit)
);
create trigger daily_figure_append_only before update or delete on safecity.daily_figure
    for each row execute function safecity.refuse_change();
