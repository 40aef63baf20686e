-- Until when the server has heard all that a device had to say, and in which history: what comes later was made later (storage/hearing.hpp).
ALTER TABLE device ADD COLUMN heard_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE device ADD COLUMN heard_epoch TEXT NOT NULL DEFAULT '';
UPDATE device SET heard_ms = seen_ms, heard_epoch = coalesce((SELECT value FROM meta WHERE key = 'epoch'), '');
