-- A list is read in the background: until then, and if it cannot be read, it is no preview yet.
alter table safecity.problem_list drop constraint problem_list_status_check;
alter table safecity.problem_list add constraint problem_list_status_check check (status in
    ('READING', 'REFUSED', 'PREVIEW', 'GRADING', 'SIGNING', 'DISPATCHING', 'DISPATCHED', 'WITHDRAWN'));
alter table safecity.problem_list
    add column rows_read    int not null default 0,
    add column refusal      text,
    add column notes        text[] not null default '{}',
    add column sheet        text not null default '',
    add column heading_row  int not null default 0,
    add column confirmed_by text references safecity.account,
    add column confirmed_at timestamptz;

drop index safecity.problem_list_file;
create unique index problem_list_file on safecity.problem_list (file_sha256)
    where status in ('GRADING', 'SIGNING', 'DISPATCHING', 'DISPATCHED');

-- Sheet columns, from 0, of the cells to correct.
alter table safecity.problem_list_row add column offending int[] not null default '{}';
create index problem_list_row_fingerprint on safecity.problem_list_row (fingerprint) where chosen;
create index problem_list_row_waiting on safecity.problem_list_row (list_id, sheet_row) where chosen and item_id is null;
