-- The same bytes count once: two uploads of one photo at the same moment must not both pass.
create unique index evidence_once on safecity.evidence (item_id, round, phase, sha256);
