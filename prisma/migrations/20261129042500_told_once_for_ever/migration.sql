-- Keys whose messages stay when the others are forgotten begin with `ever:`.
UPDATE "outbox_message" SET "once_key" = 'ever:' || "once_key" WHERE "once_key" LIKE 'target:%';
UPDATE "outbox_message" SET "once_key" = 'ever:' || replace("once_key", 'undeliverable:ever:', 'undeliverable:')
  WHERE "once_key" LIKE 'undeliverable:ever:%';
