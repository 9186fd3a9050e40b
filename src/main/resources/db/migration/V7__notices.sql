-- When the recipient first opened what the notice is about; null until then.
alter table safecity.notice add column read_at timestamptz;
create index notice_recipient on safecity.notice (recipient, id);
