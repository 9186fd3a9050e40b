-- 导出记录: who took which rows out as a workbook.
create table safecity.export_log (
    id          bigint generated always as identity primary key,
    kind        text not null,
    filter      text not null,
    rows        int not null,
    exported_by text not null references safecity.account,
    exported_at timestamptz not null
);
create index export_log_time on safecity.export_log (exported_at desc, id desc);
create trigger export_log_append_only before update or delete on safecity.export_log
    for each row execute function safecity.refuse_change();
