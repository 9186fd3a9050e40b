-- 上传限额: what each unit, or person without one, uploaded on a day of Asia/Shanghai. What is deleted again counts too.
create table safecity.evidence_day (
    owner text not null,
    day   date not null,
    files int not null check (files > 0),
    bytes bigint not null check (bytes >= 0),
    primary key (owner, day)
);
comment on column safecity.evidence_day.owner is 'code of the unit; @ and the login of a person without one';
