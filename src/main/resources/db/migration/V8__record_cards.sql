-- What a person recognises a record by and what groups of messages sum. The e-mail stands here as the vault's
-- pseudonym of it, lower-cased.
CREATE TABLE record_card (
  connection VARCHAR(64)   NOT NULL,
  flow       VARCHAR(64)   NOT NULL,
  record_key VARCHAR(200)  NOT NULL,
  number     VARCHAR(255),
  dated_on   DATE,
  total      DECIMAL(19,4),
  currency   VARCHAR(3),
  email      VARCHAR(32),
  updated_at BIGINT        NOT NULL,
  PRIMARY KEY (connection, flow, record_key)
);
CREATE INDEX record_card_number ON record_card (number);
CREATE INDEX record_card_total ON record_card (total);
CREATE INDEX record_card_email ON record_card (email);

-- The records that links and intents name as their source, beside the key's own: an order's payments and refunds.
CREATE TABLE record_part (
  connection VARCHAR(64)   NOT NULL,
  flow       VARCHAR(64)   NOT NULL,
  record_key VARCHAR(200)  NOT NULL,
  part_type  VARCHAR(64)   NOT NULL,
  part_id    VARCHAR(200)  NOT NULL,
  PRIMARY KEY (connection, flow, record_key, part_type, part_id)
);
CREATE INDEX record_part_part ON record_part (connection, part_type, part_id);

-- What was posted before parts were noted. Of an order: its later invoices, payments and redemptions (their ids begin
-- with the order's), its cancellation, and the refunds, whose notes are numbered by the order's invoice.
INSERT INTO record_part (connection, flow, record_key, part_type, part_id)
SELECT DISTINCT scope, 'woocommerce-order',
       CASE WHEN POSITION('-' IN source_id) > 0 THEN SUBSTRING(source_id FROM 1 FOR POSITION('-' IN source_id) - 1)
            WHEN POSITION('/' IN source_id) > 0 THEN SUBSTRING(source_id FROM 1 FOR POSITION('/' IN source_id) - 1)
            ELSE source_id END,
       source_type, source_id
  FROM link
 WHERE source_type IN ('woocommerce-payment', 'woocommerce-redemption', 'woocommerce-cancellation')
    OR (source_type = 'woocommerce-order' AND POSITION('-' IN source_id) > 0);

INSERT INTO record_part (connection, flow, record_key, part_type, part_id)
SELECT DISTINCT note.scope, 'woocommerce-order',
       CASE WHEN POSITION('-' IN invoice.source_id) > 0
            THEN SUBSTRING(invoice.source_id FROM 1 FOR POSITION('-' IN invoice.source_id) - 1)
            ELSE invoice.source_id END,
       note.source_type, note.source_id
  FROM link note
  JOIN link invoice ON invoice.scope = note.scope AND invoice.source_type = 'woocommerce-order'
   AND invoice.number = SUBSTRING(note.number FROM 1 FOR CHAR_LENGTH(note.number) - CHAR_LENGTH(note.source_id) - 2)
 WHERE note.source_type = 'woocommerce-refund'
   AND CHAR_LENGTH(note.number) > CHAR_LENGTH(note.source_id) + 2;

INSERT INTO record_part (connection, flow, record_key, part_type, part_id)
SELECT DISTINCT note.connection, note.flow, note.record_key, back.source_type, back.source_id
  FROM link back
  JOIN record_part note ON note.connection = back.scope AND note.part_type = 'woocommerce-refund'
   AND note.part_id = CASE WHEN POSITION('-' IN back.source_id) > 0
                           THEN SUBSTRING(back.source_id FROM 1 FOR POSITION('-' IN back.source_id) - 1)
                           ELSE back.source_id END
 WHERE back.source_type = 'woocommerce-refund-payment';

-- The reason of a HELD or DEAD message without what is particular to its record, to group by.
ALTER TABLE inbox ADD COLUMN reason_kind VARCHAR(400);

CREATE INDEX inbox_state ON inbox (state, id);
CREATE INDEX inbox_connection ON inbox (connection, id);
CREATE INDEX inbox_correlation ON inbox (correlation_id);
-- In this order it also finds a key that is searched without its connection.
DROP INDEX inbox_key;
CREATE INDEX inbox_record ON inbox (record_key, connection, flow);
CREATE INDEX link_number ON link (number);
CREATE INDEX intent_element_number ON intent_element (number);
