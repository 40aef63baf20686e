-- What turns the published revision before into this one (storage/delta.hpp).
ALTER TABLE revision ADD COLUMN delta_sha256 TEXT REFERENCES blob (sha256);
CREATE INDEX revision_delta ON revision (delta_sha256);
