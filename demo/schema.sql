-- The demo shop, as a team that watches its numbers would build it: every index that serves a KPI begins with the
-- time column and covers what the KPI reads, so a window of minutes costs a short range scan and nothing more.
-- Moments are TIMESTAMPs (UTC inside), except where the warehouse writes the time on its own wall: Asia/Seoul.

CREATE DATABASE IF NOT EXISTS shop CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS shop.orders (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  customer_id INT UNSIGNED NOT NULL,
  region CHAR(2) NOT NULL,
  category VARCHAR(20) NOT NULL,
  amount DECIMAL(12, 0) NOT NULL COMMENT 'Korean won',
  status VARCHAR(12) NOT NULL COMMENT 'placed, cancelled',
  KEY created (created_at, region, category, amount)
);

CREATE TABLE IF NOT EXISTS shop.payments (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  order_id BIGINT UNSIGNED NOT NULL,
  paid_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  region CHAR(2) NOT NULL,
  method VARCHAR(12) NOT NULL COMMENT 'card, kakaopay, naverpay, transfer',
  amount DECIMAL(12, 0) NOT NULL COMMENT 'Korean won',
  status VARCHAR(12) NOT NULL COMMENT 'succeeded, failed',
  KEY paid (paid_at, status, region, method, amount),
  KEY of_order (order_id)
);

CREATE TABLE IF NOT EXISTS shop.searches (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  searched_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  region CHAR(2) NOT NULL,
  category VARCHAR(20) NOT NULL,
  results INT NOT NULL,
  KEY searched (searched_at, region, category, results)
);

CREATE TABLE IF NOT EXISTS shop.page_views (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  viewed_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  visitor_id INT UNSIGNED NOT NULL,
  region CHAR(2) NOT NULL,
  category VARCHAR(20) NOT NULL,
  impressions SMALLINT UNSIGNED NOT NULL COMMENT 'products shown on the page',
  KEY viewed (viewed_at, region, category, visitor_id, impressions)
);

CREATE TABLE IF NOT EXISTS shop.signups (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  region CHAR(2) NOT NULL,
  KEY created (created_at, region)
);

CREATE TABLE IF NOT EXISTS shop.withdrawals (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  region CHAR(2) NOT NULL,
  KEY created (created_at, region)
);

CREATE TABLE IF NOT EXISTS shop.products (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  seller_id INT UNSIGNED NOT NULL,
  registered_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  displayed_at TIMESTAMP NULL DEFAULT NULL COMMENT 'when shoppers first saw it',
  region CHAR(2) NOT NULL,
  category VARCHAR(20) NOT NULL,
  KEY registered (registered_at, region, category),
  KEY displayed (displayed_at, region, category)
);

CREATE TABLE IF NOT EXISTS shop.shipments (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  order_id BIGINT UNSIGNED NOT NULL,
  shipped_at DATETIME NOT NULL COMMENT 'local time of the warehouse, Asia/Seoul',
  region CHAR(2) NOT NULL,
  category VARCHAR(20) NOT NULL,
  KEY shipped (shipped_at, region, category),
  KEY of_order (order_id)
);

CREATE TABLE IF NOT EXISTS shop.deployments (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  deployed_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  finished_at TIMESTAMP NULL DEFAULT NULL,
  service VARCHAR(20) NOT NULL,
  version VARCHAR(20) NOT NULL,
  team VARCHAR(40) NOT NULL,
  KEY deployed (deployed_at)
);

-- What the demo does to the shop; the shop's own account knows nothing of it.
CREATE DATABASE IF NOT EXISTS shop_demo CHARACTER SET utf8mb4;

CREATE TABLE IF NOT EXISTS shop_demo.demo_drops (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  stream VARCHAR(20) NOT NULL,
  fraction DECIMAL(5, 4) NOT NULL COMMENT '0.7: seven of ten events do not happen',
  where_column VARCHAR(20) NULL,
  where_value VARCHAR(40) NULL,
  starts_at TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
  ends_at TIMESTAMP(3) NULL DEFAULT NULL COMMENT 'NULL: until stopped'
);

-- A drop that is to have begun, or ended, earlier: the live traffic writes anew what it wrote since, and deletes the row.
CREATE TABLE IF NOT EXISTS shop_demo.demo_rewrites (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  since TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3)
);
